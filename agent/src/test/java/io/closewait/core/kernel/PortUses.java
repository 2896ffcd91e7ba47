package io.closewait.core.kernel;

import java.util.List;

/** Local ports in use, for tests: of a range of a hundred. */
public final class PortUses {
    private PortUses() {}

    /** @param timeWait how many connections to the peer are in {@code TIME_WAIT}; there are no others */
    public static PortUse of(int reuse, String peer, int timeWait) {
        PeerPorts ports = new PeerPorts(1, peer);
        for (int i = 0; i < timeWait; i++) {
            ports.count(TcpState.TIME_WAIT, true);
        }
        return new PortUse(new PortSettings(40_000, 40_099, reuse, 60), List.of(ports));
    }
}
