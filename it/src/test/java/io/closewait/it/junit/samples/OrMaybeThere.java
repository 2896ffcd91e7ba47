package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak
public class OrMaybeThere {
    @Test
    void leaks_nothing() throws Exception {
        PoolLeaksHere.WITH_THE_OTHER_CLASS.join();
        PoolLeaksHere.WITH_THE_OTHER_CLASS.join();
    }
}
