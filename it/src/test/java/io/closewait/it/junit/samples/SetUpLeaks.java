package io.closewait.it.junit.samples;

import io.closewait.junit.SocketLeakExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SocketLeakExtension.class)
public class SetUpLeaks {
    @BeforeAll
    static void connect() throws Exception {
        LeavingPeer.leak();
    }

    @Test
    void leaks_nothing() {}
}
