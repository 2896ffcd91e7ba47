package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak
public class OneLeaks {
    @Test
    void forgets_to_close() throws Exception {
        LeavingPeer.leak();
    }

    @Test
    void closes() throws Exception {
        LeavingPeer.connect().close();
    }

    @Test
    void opens_on_a_thread_of_its_own() throws Exception {
        Thread thread = new Thread(() -> {
            try {
                LeavingPeer.leak();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        thread.join();
    }
}
