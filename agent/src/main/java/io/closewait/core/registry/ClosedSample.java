package io.closewait.core.registry;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * Counts the sample for its sites, each socket standing for as many as were closed since a sample was last counted. Called
     * by one thread of the agent.
     *
     * @param closedFirst where those that this side closed first are counted, too; null for accepted ones, which take no port of
     *     this side's: their local port is the listener's
     */
    void countFor(Sites sites, @Nullable ClosedFirstCounts closedFirst) {
        long now = System.nanoTime();
        List<ClosedSocket> sample = takeSample();
        long total = closed.sum();
        long since = total - countedBefore;
        if (since > 0 && sample.isEmpty()) {
            return; // they are counted with the next sample
        }
        countedBefore = total;
        for (ClosedSocket socket : sample) {
            count(socket, (double) since / sample.size(), sites, closedFirst);
        }
        if (closedFirst != null) {
            closedFirst.countedUpTo(now);
        }
    }

    private List<ClosedSocket> takeSample() {
        List<ClosedSocket> sample = new ArrayList<>(SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            ClosedSocket socket = slots[i];
            slots[i] = null;
            if (socket != null) {
                sample.add(socket);
            }
        }
        return sample;
    }

    private void count(ClosedSocket socket, double standsFor, Sites sites, @Nullable ClosedFirstCounts closedFirst) {
        socket.record.intern(sites);
        Site site = socket.record.openingSite();
        if (site != null) {
            site.countClosed(standsFor, socket.lifetimeMillis(), socket.first);
            if (closedFirst != null && socket.first && socket.peer != null) {
                closedFirst.add(site, socket.peer, standsFor);
            }
        }
    }
}
