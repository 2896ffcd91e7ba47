package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

/** Three sockets from one line, and one from another. */
@FailOnSocketLeak
public class ManyPlacesLeak {
    @Test
    void forgets_to_close() throws Exception {
        for (int i = 0; i < 3; i++) {
            LeavingPeer.leak();
        }
        LeavingPeer.leakElsewhere();
    }
}
