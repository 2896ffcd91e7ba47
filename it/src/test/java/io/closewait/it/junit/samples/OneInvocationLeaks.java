package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Both invocations have the same frames. */
@FailOnSocketLeak
public class OneInvocationLeaks {
    private static final Meeting MEETING = new Meeting();

    @RepeatedTest(2)
    void leaks_in_the_second(RepetitionInfo repetition) throws Exception {
        MEETING.join();
        if (repetition.getCurrentRepetition() == 2) {
            LeavingPeer.leak();
        }
        MEETING.join();
    }
}
