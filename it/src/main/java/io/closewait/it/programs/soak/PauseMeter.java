package io.closewait.it.programs.soak;

import java.util.concurrent.locks.LockSupport;

/** How much later than asked for a thread of the application goes on that wants to do so each millisecond. */
final class PauseMeter {
    private static final long STEP_NANOS = 1_000_000;

    private volatile long longestNanos;

    private PauseMeter() {}

    static PauseMeter start() {
        PauseMeter meter = new PauseMeter();
        Thread thread = new Thread(meter::measure, "pause-meter");
        thread.setDaemon(true);
        thread.start();
        return meter;
    }

    private void measure() {
        while (true) {
            long before = System.nanoTime();
            LockSupport.parkNanos(STEP_NANOS);
            longestNanos = Math.max(longestNanos, System.nanoTime() - before - STEP_NANOS);
        }
    }

    /** The longest so far, in microseconds. */
    long longestMicros() {
        return longestNanos / 1000;
    }

    void reset() {
        longestNanos = 0;
    }
}
