package io.closewait.core.registry;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A sample of the sockets that were closed lately, for the rates of their origins: symbolising the stacks of all would cost
 * more than the connections. Racy on purpose: a slot that two threads write at once keeps one of them.
 */
public final class ClosedSample {
    private static final int SLOTS = 16;

    private final @Nullable SocketRecord[] slots = new SocketRecord[SLOTS];
    private final LongAdder closed = new LongAdder();
    private int next;
    private long closedBefore;

    void offer(SocketRecord record) {
        closed.increment();
        slots[next++ & (SLOTS - 1)] = record;
    }

    /**
     * Counts the sample for its sites, each socket standing for as many as were closed since the last time. Called by one
     * thread of the agent.
     */
    public void countFor(Sites sites) {
        long now = closed.sum();
        long since = now - closedBefore;
        if (since == 0) {
            return;
        }
        closedBefore = now;
        int taken = 0;
        for (SocketRecord record : slots) {
            taken += record == null ? 0 : 1;
        }
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
