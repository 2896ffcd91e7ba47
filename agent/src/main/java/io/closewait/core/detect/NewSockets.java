package io.closewait.core.detect;

import io.closewait.core.jdk.Owners;
import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.jdk.SocketProbe;
import io.closewait.core.registry.DescriptorTable;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.SharedAddresses;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.net.InetSocketAddress;
import java.util.BitSet;

/**
 * What is done once for each socket that outlives its grace: its stack is interned, its addresses are noted, and from then on it
 * is watched. For the detector's thread.
 */
final class NewSockets {
    private final DescriptorTable table;
    private final Sites sites;
    private final long graceNanos;
    private final LeakRule rule;
    private final PeerWatch watch;
    private final SocketProbe poll;
    private final PeerClosedSockets peerClosed;
    private final SharedAddresses sharedAddresses = new SharedAddresses();
    private final BitSet listeningPorts = new BitSet();

    NewSockets(
            DescriptorTable table,
            Sites sites,
            long graceNanos,
            LeakRule rule,
            PeerWatch watch,
            SocketProbe poll,
            PeerClosedSockets peerClosed) {
        this.table = table;
        this.sites = sites;
        this.graceNanos = graceNanos;
        this.rule = rule;
        this.watch = watch;
        this.poll = poll;
        this.peerClosed = peerClosed;
    }

    /** Whether the detector has to come to this record again at its next pass over the new ones. */
    boolean needsAnotherVisit(SocketRecord record, long now) {
        if (record.isListening()) {
            record.intern(sites);
            noteListener(record);
            return false;
        }
        if (!record.isWatched() && now - record.openedAt() < graceNanos && !record.isAdopted()) {
            return true;
        }
        record.intern(sites);
        boolean again = !record.isWatched() && !startWatching(record);
        return record.closedByApplicationAt() != 0 ? lookAfterHeld(record, now) : again;
    }

    /** A channel that was closed while registered with a selector: a leak if the selector does not free it in time. */
    private boolean lookAfterHeld(SocketRecord record, long now) {
        if (record.isLeaked()) {
            return false;
        }
        peerClosed.add(record);
        return !rule.isHeldTooLong(record, now);
    }

    /** False while the socket is not connected: it would only report that it is not. */
    private boolean startWatching(SocketRecord record) {
        int number = record.number();
        int events = poll.pollQuietly(number);
        if (!table.holds(record)) {
            return true;
        }
        boolean unconnected = (events & SocketPoll.POLLHUP) != 0 && (events & SocketPoll.POLLRDHUP) == 0;
        if (unconnected) {
            return false;
        }
        Endpoints endpoints = endpoints(record);
        if (!table.holds(record)) {
            return true;
        }
        record.endpoints(endpoints);
        if (listeningPorts.get(endpoints.localPort())) {
            record.markAccepted();
        }
        record.markWatched();
        watch.watch(number);
        return true;
    }

    private Endpoints endpoints(SocketRecord record) {
        Object owner = record.get();
        if (Owners.isUnixDomain(owner)) {
            return Endpoints.ofUnixDomain(Owners.unixPath(owner));
        }
        int number = record.number();
        InetSocketAddress peer = poll.remoteAddress(number);
        return new Endpoints(
                poll.localAddress(number),
                peer != null ? peer : Owners.peer(owner),
                Owners.peerHost(owner),
                sharedAddresses);
    }

    /** Sockets whose acceptance no hook sees (io_uring) are known by their local port. */
    private void noteListener(SocketRecord listener) {
        InetSocketAddress address = poll.localAddress(listener.number());
        if (address != null && table.holds(listener)) {
            listeningPorts.set(address.getPort());
        }
    }
}
