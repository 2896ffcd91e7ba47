package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak
public class PoolLeaksHere {
    static final Meeting WITH_THE_OTHER_CLASS = new Meeting();

    @Test
    void leaks_on_a_pool_thread() throws Exception {
        WITH_THE_OTHER_CLASS.join();
        BackgroundClient.leak();
        WITH_THE_OTHER_CLASS.join();
    }
}
