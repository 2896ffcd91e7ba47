package io.closewait.core.kernel;

import io.closewait.core.registry.ClosedFirst;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the connections to some peers: a hash table of numbers, however many rows there are of others. Not thread-safe. */
final class PeerCounts {
    /** Peers that are counted; of a client with more, none is likely to use up the ports. */
    private static final int MOST = 4096;

    private final long[] keys;
    private final @Nullable PeerPorts[] counts;
    private int room;

    /** Has room for so many peers, or for fewer if those are too many. */
    PeerCounts(int capacity) {
        room = Math.min(MOST, capacity);
        int slots = Integer.highestOneBit(Math.max(1, room)) * 4;
        keys = new long[slots];
        counts = new PeerPorts[slots];
    }

    /** For the peers of connections that are open or that this side closed first. */
    static PeerCounts of(Registry records) {
        List<ClosedFirst> closed = records.closedFirst();
        PeerCounts peers = new PeerCounts(closed.size() + records.open());
        for (ClosedFirst connections : closed) {
            peers.want(connections.peerKey(), connections.peerText());
        }
        records.table().forEach(record -> {
            Endpoints ends = record.endpoints();
            if (ends != null && ends.hasPeer() && !record.isAccepted()) {
                peers.want(ends.peerKey(), ends.peer());
            }
        });
        return peers;
    }

    /** From now on connections to this peer are counted. */
    void want(long key, String peer) {
        int slot = slot(key);
        if (counts[slot] == null && room > 0) {
            keys[slot] = key;
            counts[slot] = new PeerPorts(key, peer);
            room--;
        }
    }

    /** Counts a connection; returns whether its peer is one of those that are counted. */
    boolean count(TcpState state, long peerKey, int localPort, PortSettings settings) {
        PeerPorts peer = get(peerKey);
        if (peer == null) {
            return false;
        }
        peer.count(state, settings.isInRange(localPort));
        return true;
    }

    /** Null if nobody wants that peer. */
    @Nullable
    PeerPorts get(long key) {
        return counts[slot(key)];
    }

    private int slot(long key) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
        while (counts[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /** The peers to which there are connections, those with the most local ports in use first. */
    List<PeerPorts> all() {
        List<PeerPorts> all = new ArrayList<>();
        for (PeerPorts peer : counts) {
            if (peer != null && (peer.inUse() > 0 || peer.timeWait() > 0)) {
                all.add(peer);
            }
        }
        all.sort((a, b) -> Integer.compare(b.inUse(), a.inUse()));
        return all;
    }
}
