package io.closewait.core.registry;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts closed sockets and keeps a sample of them, for the rates of their origins: symbolising the stacks of all would cost
 * more than the connections. Racy on purpose: a slot that two threads write at once keeps one of them.
 */
final class ClosedSample {
    private static final int SLOTS = 16;

    private final @Nullable SocketRecord[] slots = new SocketRecord[SLOTS];
    private final LongAdder closed = new LongAdder();
    private int next;
    private long countedBefore;

    /** Most calls write nothing but the count: the first few since the last look are as good a sample as any. */
    void offer(SocketRecord record) {
        closed.increment();
        int slot = next & (SLOTS - 1);
        if (slots[slot] == null && record.openingStack() != null) {
            slots[slot] = record;
            next = slot + 1;
        }
    }

    long total() {
        return closed.sum();
    }

    /**
     * Counts the sample for its sites, each socket standing for as many as were closed since a sample was last counted. Called
     * by one thread of the agent.
     */
    void countFor(Sites sites) {
        int taken = 0;
        for (SocketRecord record : slots) {
            taken += record == null ? 0 : 1;
        }
        long now = closed.sum();
        long since = now - countedBefore;
        if (since == 0 || taken == 0) {
            return;
        }
        countedBefore = now;
        for (int i = 0; i < SLOTS; i++) {
            SocketRecord record = slots[i];
            slots[i] = null;
            if (record != null) {
                record.intern(sites);
                Site site = record.openingSite();
                if (site != null) {
                    site.countClosed((double) since / taken, record.wasClosedFirst());
                }
            }
        }
    }
}
