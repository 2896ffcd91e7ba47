package io.closewait.core.detect;

import java.util.BitSet;

/**
 * Where epoll cannot be had: once a second every watched descriptor may have something to say, and the detector asks each.
 * A descriptor that was closed meanwhile is dropped when the detector finds no record for it.
 */
final class ScheduledWatch implements PeerWatch {
    private static final long PERIOD_NANOS = 1_000_000_000L;

    private final BitSet watched = new BitSet();
    private int[] events = {};
    private long nextRound = System.nanoTime();

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
        Thread.sleep(timeoutMillis);
        if (System.nanoTime() - nextRound < 0) {
            return 0;
        }
        nextRound = System.nanoTime() + PERIOD_NANOS;
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
