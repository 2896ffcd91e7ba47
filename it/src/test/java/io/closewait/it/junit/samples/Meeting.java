package io.closewait.it.junit.samples;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Where two tests wait for each other, so that they run at the same time for sure. */
final class Meeting {
    private final CyclicBarrier both = new CyclicBarrier(2);

    void join() throws Exception {
        both.await(60, TimeUnit.SECONDS);
    }
}
