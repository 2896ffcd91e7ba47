package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak
public class OneLeaksBesideTheOther {
    private static final Meeting MEETING = new Meeting();

    @Test
    void forgets_to_close() throws Exception {
        MEETING.join();
        LeavingPeer.leak();
        MEETING.join();
    }

    @Test
    void closes() throws Exception {
        MEETING.join();
        LeavingPeer.connect().close();
        MEETING.join();
    }
}
