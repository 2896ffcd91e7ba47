package io.closewait.it.verdict.peer;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Traffic for some time, with a pause between two visits. */
public final class Load {
    private static final int PAUSE_MILLIS = 20;

    private Load() {}

    /** Does it again and again; returns how often. */
    public static int lasting(Duration time, Callable<?> visit) throws Exception {
        int visits = 0;
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; visits++) {
            visit.call();
            Thread.sleep(PAUSE_MILLIS);
        }
        return visits;
    }
}
