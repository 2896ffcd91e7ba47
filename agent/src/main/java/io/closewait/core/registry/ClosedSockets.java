package io.closewait.core.registry;

import java.util.List;

/** The sockets that were closed: how many, by whom, and at what rate at which origin. Application threads add, without a lock. */
final class ClosedSockets {
    private final ClosedSample connected = new ClosedSample();
    private final ClosedSample accepted = new ClosedSample();
    private final ClosedFirstCounts first = new ClosedFirstCounts();
    private final ClosedByGc byGc = new ClosedByGc();

    /** @param isOpen whether the descriptor is still this socket's, so that it may be asked for its peer */
    void add(SocketRecord record, boolean isOpen) {
        (record.isAccepted() ? accepted : connected).offer(record, isOpen);
    }

    /** In addition to {@link #add}. */
    void addByGc(SocketRecord record, boolean isOpen) {
        byGc.add(record, isOpen);
    }

    /** Counts for their opening sites the sockets that were closed since the last call; from a sample. Of one thread only. */
    void count(Sites sites) {
        connected.countFor(sites, first);
        accepted.countFor(sites, null);
        byGc.intern(sites);
    }

    /** How many, by whomever. */
    long total() {
        return connected.total() + accepted.total();
    }

    /** Those that the garbage collector had closed. */
    ClosedByGc byGc() {
        return byGc;
    }

    /** Connections that this side closed first, by origin and peer; those with the most in the last minute first. */
    List<ClosedFirst> first() {
        return first.all();
    }
}
