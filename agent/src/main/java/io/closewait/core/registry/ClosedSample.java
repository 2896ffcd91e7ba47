package io.closewait.core.registry;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts closed sockets and keeps a sample of them, for the rates of their origins: symbolising the stacks of all would cost
 * more than the connections. Racy on purpose: a slot that two threads write at once keeps one of them.
 */
final class ClosedSample {
    private static final int SLOTS = 16;

    private final @Nullable ClosedSocket[] slots = new ClosedSocket[SLOTS];
    private final LongAdder closed = new LongAdder();
    private int next;
    private long countedBefore;
    private volatile long countedAt = System.nanoTime();

    /**
     * Most calls write nothing but the count: the first few since the last look are as good a sample as any.
     *
     * @param isOpen whether the descriptor is still this socket's, so that it may be asked for its peer
     */
    void offer(SocketRecord record, boolean isOpen) {
        closed.increment();
        int slot = next & (SLOTS - 1);
        if (slots[slot] == null && record.openingStack() != null) {
            slots[slot] = isOpen ? ClosedSocket.ofOpen(record) : ClosedSocket.ofGone(record);
            next = slot + 1;
        }
    }

    long total() {
        return closed.sum();
    }

    /** Up to when sockets have been counted for their sites, as {@link System#nanoTime}: later ones are not in any rate yet. */
    long countedAt() {
        return countedAt;
    }

    /**
     * Counts the sample for its sites, each socket standing for as many as were closed since a sample was last counted. Called
     * by one thread of the agent.
     *
     * @param closedFirst where those that this side closed first are counted, too
     */
    void countFor(Sites sites, ClosedFirstCounts closedFirst) {
        int taken = 0;
        for (ClosedSocket socket : slots) {
            taken += socket == null ? 0 : 1;
        }
        long now = System.nanoTime();
        long total = closed.sum();
        long since = total - countedBefore;
        if (since == 0 || taken == 0) {
            countedAt = since == 0 ? now : countedAt;
            return;
        }
        countedBefore = total;
        for (int i = 0; i < SLOTS; i++) {
            ClosedSocket socket = slots[i];
            slots[i] = null;
            if (socket != null) {
                count(socket, (double) since / taken, sites, closedFirst, now);
            }
        }
        countedAt = now;
    }

    private void count(ClosedSocket socket, double standsFor, Sites sites, ClosedFirstCounts closedFirst, long now) {
        socket.record.intern(sites);
        Site site = socket.record.openingSite();
        if (site != null) {
            site.countClosed(standsFor, socket.first);
            // An accepted connection takes no port of this side's: its local port is the listener's.
            if (socket.first && socket.peer != null && !socket.record.isAccepted()) {
                closedFirst.add(site, socket.peer, standsFor, countedAt, now);
            }
        }
    }
}
