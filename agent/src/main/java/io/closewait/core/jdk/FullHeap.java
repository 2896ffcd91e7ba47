package io.closewait.core.jdk;

import java.util.function.LongSupplier;

/**
 * Whether so little of the heap is left that the agent's threads had better wait. A class whose initialiser runs out of memory
 * is unusable until the JVM ends, which is as bad for the agent's classes as for those of the JDK that the agent happens to be
 * the first to use: {@code StackTraceElement$HashedModules}, for one, without which no stack can be printed. Calls allocate
 * nothing. For one thread.
 */
public final class FullHeap {
    /** What a turn of the agent can take without a collection, and more. */
    private static final long RESERVE = 1 << 20;
    /** Of a tiny heap it is this part. */
    private static final long PART = 16;
    /** A heap that stays full is the application's usual state. */
    private static final long LONGEST_WAIT_NANOS = 60_000_000_000L;

    private final long reserve;
    private final LongSupplier available;
    private boolean isWaiting;
    private long waitingSince;

    public FullHeap() {
        this(Runtime.getRuntime().maxMemory(), FullHeap::available);
    }

    /** @param available bytes of the heap that can be had without a garbage collection */
    public FullHeap(long max, LongSupplier available) {
        this.reserve = Math.min(RESERVE, max / PART);
        this.available = available;
    }

    /** Garbage counts as taken: a heap may look full for a moment before a collection. */
    private static long available() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /**
     * Whether to wait, for a minute at a stretch.
     *
     * @param now nanoseconds of {@link System#nanoTime}
     */
    public boolean shouldWait(long now) {
        if (available.getAsLong() >= reserve) {
            isWaiting = false;
            return false;
        }
        if (!isWaiting) {
            isWaiting = true;
            waitingSince = now;
        }
        return now - waitingSince < LONGEST_WAIT_NANOS;
    }
}
