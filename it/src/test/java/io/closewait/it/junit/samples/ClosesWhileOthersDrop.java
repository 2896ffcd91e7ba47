package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.RepeatedTest;

/** Beside {@link DroppedReferences}: not to be blamed. */
@FailOnSocketLeak(leakAfterMillis = 100)
public class ClosesWhileOthersDrop {
    @RepeatedTest(20)
    void closes() throws Exception {
        LeavingPeer.connect().close();
    }
}
