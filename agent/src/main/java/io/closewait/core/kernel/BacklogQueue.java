package io.closewait.core.kernel;

/** The connections of one listener of this process that nobody has accepted. Immutable. */
public final class BacklogQueue {
    private final int number;
    private final String local;
    private final int port;
    private final long inode;
    private final long waiting;
    private final int peerClosed;

    BacklogQueue(int number, String local, int port, long inode, long waiting, int peerClosed) {
        this.number = number;
        this.local = local;
        this.port = port;
        this.inode = inode;
        this.waiting = waiting;
        this.peerClosed = peerClosed;
    }

    /** The listener's descriptor. */
    public int number() {
        return number;
    }

    /** The address it listens on. */
    public String local() {
        return local;
    }

    public int port() {
        return port;
    }

    /** The listener's own. */
    public long inode() {
        return inode;
    }

    /** Connections that wait to be accepted, whatever their state. */
    public long waiting() {
        return waiting;
    }

    /** Connections among them whose peer has left: {@code CLOSE_WAIT}. */
    public int peerClosed() {
        return peerClosed;
    }
}
