package io.closewait.core.kernel;

/**
 * The local ports that connections to one peer use, of whichever process of the network namespace: the kernel does not say whose a
 * connection in {@code TIME_WAIT} was, and a port is used up for all. Not changed any more once a census is made.
 */
public final class PeerPorts {
    private final long key;
    private final String peer;
    private int timeWait;
    private int timeWaitInRange;
    private int inUse;

    PeerPorts(long key, String peer) {
        this.key = key;
        this.peer = peer;
    }

    void count(TcpState state, boolean isInRange) {
        boolean isTimeWait = state == TcpState.TIME_WAIT;
        timeWait += isTimeWait ? 1 : 0;
        timeWaitInRange += isTimeWait && isInRange ? 1 : 0;
        inUse += isInRange ? 1 : 0;
    }

    /** As {@link io.closewait.core.registry.PeerKey} has it. */
    long key() {
        return key;
    }

    /** Such as {@code 127.0.0.1:6379}. */
    public String peer() {
        return peer;
    }

    /** Connections in {@code TIME_WAIT}. */
    public int timeWait() {
        return timeWait;
    }

    /** Connections in any state whose local port is one that the kernel gives out by itself. */
    public int inUse() {
        return inUse;
    }

    /** Of those, the ones whose port no new connection to this peer can have. */
    public int takenFor(PortSettings settings) {
        boolean isLoopback = peer.startsWith("127.") || peer.startsWith("[0:0:0:0:0:0:0:1]");
        return settings.isReused(isLoopback) ? inUse - timeWaitInRange : inUse;
    }
}
