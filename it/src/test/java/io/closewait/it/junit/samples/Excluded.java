package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak(exclude = {"port:1", "frame:*.Excluded.leaks_but_may"})
public class Excluded {
    @Test
    void leaks_but_may() throws Exception {
        LeavingPeer.leak();
    }

    @Test
    void leaks_and_may_not() throws Exception {
        LeavingPeer.leak();
    }
}
