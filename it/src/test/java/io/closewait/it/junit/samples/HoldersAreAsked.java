package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak(holders = true)
public class HoldersAreAsked {
    @Test
    void forgets_to_close() throws Exception {
        LeavingPeer.leak();
    }
}
