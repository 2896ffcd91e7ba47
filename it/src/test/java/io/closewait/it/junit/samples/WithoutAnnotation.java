package io.closewait.it.junit.samples;

import org.junit.jupiter.api.Test;

public class WithoutAnnotation {
    @Test
    void forgets_to_close() throws Exception {
        LeavingPeer.leak();
    }

    @Test
    void closes() throws Exception {
        LeavingPeer.connect().close();
    }
}
