package io.closewait.core.diagnose;

import io.closewait.core.kernel.PeerPorts;
import io.closewait.core.kernel.PortUse;
import io.closewait.core.registry.ClosedFirst;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An origin that closes its connections to a peer first, and what the kernel has of that peer's ports. Immutable. */
public final class PortUser {
    private static final int MOST = 20;

    public final ClosedFirst closedFirst;
    /** Connections to that peer in {@code TIME_WAIT}, of all origins and processes; -1 if not known. */
    public final int timeWait;
    /** Local ports in use to that peer, of all origins and processes; -1 if not known. */
    public final int inUse;

    private PortUser(ClosedFirst closedFirst, int timeWait, int inUse) {
        this.closedFirst = closedFirst;
        this.timeWait = timeWait;
        this.inUse = inUse;
    }

    /** The busiest of the last minute. */
    static List<PortUser> top(List<ClosedFirst> all, PortUse ports, boolean isKnown) {
        List<PortUser> users = new ArrayList<>();
        for (ClosedFirst connections : all) {
            PeerPorts peer = ports.to(connections.peerKey());
            int none = isKnown ? 0 : -1;
            users.add(new PortUser(
                    connections, peer == null ? none : peer.timeWait(), peer == null ? none : peer.inUse()));
        }
        return Collections.unmodifiableList(new ArrayList<>(users.subList(0, Math.min(MOST, users.size()))));
    }
}
