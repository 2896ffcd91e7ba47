package io.closewait.core.detect;

import java.util.BitSet;
import java.util.function.LongSupplier;

/**
 * Where epoll cannot be had: once a second every watched descriptor may have something to say, and the detector asks each.
 * A descriptor that was closed meanwhile is dropped when the detector finds no record for it.
 */
final class ScheduledWatch implements PeerWatch {
    private static final long PERIOD_NANOS = 1_000_000_000L;

    private final LongSupplier clock;
    private final Pause pause;
    private final BitSet watched = new BitSet();
    private int[] events = {};
    private long nextRound;

    /** Lets time pass. */
    interface Pause {
        void millis(long count) throws InterruptedException;
    }

    ScheduledWatch() {
        this(System::nanoTime, Thread::sleep);
    }

    /** @param clock nanoseconds that never run backwards */
    ScheduledWatch(LongSupplier clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
        this.nextRound = clock.getAsLong();
    }

    @Override
    public String name() {
        return "poll";
    }

    @Override
    public void watch(int number) {
        watched.set(number);
    }

    @Override
    public void watchForEnd(int number) {
        watched.set(number);
    }

    @Override
    public int await(int timeoutMillis) throws InterruptedException {
        pause.millis(timeoutMillis);
        long now = clock.getAsLong();
        if (now - nextRound < 0) {
            return 0;
        }
        nextRound = now + PERIOD_NANOS;
        // As with epoll's one-shot events: whoever wants to hear of a descriptor again watches it again.
        events = watched.stream().toArray();
        watched.clear();
        return events.length;
    }

    @Override
    public int number(int index) {
        return events[index];
    }

    @Override
    public void endWait() {
        // it is short
    }

    @Override
    public void close() {
        watched.clear();
    }
}
