package io.closewait.it.junit.samples;

import io.closewait.junit.SocketLeakExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class ByField {
    @RegisterExtension
    static final SocketLeakExtension LEAKS =
            new SocketLeakExtension().leakAfterMillis(100).exclude("frame:*.ByField.leaks_but_may");

    @Test
    void leaks_but_may() throws Exception {
        LeavingPeer.leak();
    }

    @Test
    void leaks_and_may_not() throws Exception {
        LeavingPeer.leak();
    }
}
