package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

public class OnOneMethod {
    @Test
    @FailOnSocketLeak(leakAfterMillis = 100)
    void leaks_and_may_not() throws Exception {
        LeavingPeer.leak();
    }

    @Test
    void leaks_and_nobody_looks() throws Exception {
        LeavingPeer.leak();
    }
}
