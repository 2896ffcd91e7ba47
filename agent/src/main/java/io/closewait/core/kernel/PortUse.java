package io.closewait.core.kernel;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which local ports are in use, by peer: one port can serve a connection to each. Immutable. */
public final class PortUse {
    static final PortUse UNKNOWN = new PortUse(PortSettings.UNKNOWN, Collections.emptyList());

    public final PortSettings settings;
    private final List<PeerPorts> peers;
    private final Map<Long, PeerPorts> byKey = new HashMap<>();

    PortUse(PortSettings settings, List<PeerPorts> peers) {
        this.settings = settings;
        this.peers = Collections.unmodifiableList(peers);
        for (PeerPorts peer : peers) {
            byKey.put(peer.key(), peer);
        }
    }

    /** Those with the most ports in use first. */
    public List<PeerPorts> peers() {
        return peers;
    }

    /** Local ports in use to the peer with the most. */
    public int mostInUse() {
        return peers.isEmpty() ? 0 : peers.get(0).inUse();
    }

    /** Null if there is no connection to that peer. */
    public @Nullable PeerPorts to(long peerKey) {
        return byKey.get(peerKey);
    }

    /** The peer to which the fewest ports are left; null if there is none, or the range is not known. */
    public @Nullable PeerPorts shortest(int atLeastPercent) {
        PeerPorts found = null;
        for (PeerPorts peer : peers) {
            long taken = peer.takenFor(settings);
            boolean isShort = settings.range() > 0 && taken * 100 >= (long) settings.range() * atLeastPercent;
            if (isShort && (found == null || taken > found.takenFor(settings))) {
                found = peer;
            }
        }
        return found;
    }
}
