package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak
public class PoolLeaks {
    @Test
    void leaks_on_a_pool_thread() throws Exception {
        BackgroundClient.leak();
    }
}
