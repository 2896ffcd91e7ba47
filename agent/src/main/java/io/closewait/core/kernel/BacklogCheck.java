package io.closewait.core.kernel;

/**
 * Whether a listener has connections in its backlog: one that has them for long is what a census is worth taking for. Reads no
 * further than the listeners, which the kernel lists before all connections. Those of other processes in the same network
 * namespace count as well. For one reading of one file after the other.
 */
final class BacklogCheck implements TcpTable.Reader {
    private boolean hasBacklog;
    private boolean isPastListeners;

    boolean hasBacklog() {
        return hasBacklog;
    }

    @Override
    public void line(TcpState state, long inode, long peerKey, int localPort) {
        isPastListeners = true;
    }

    @Override
    public boolean wants(TcpState state, long inode) {
        return state == TcpState.LISTEN;
    }

    @Override
    public void row(TcpRow row) {
        hasBacklog |= row.unread() > 0;
    }

    @Override
    public boolean wantsMore() {
        boolean wantsMore = !isPastListeners;
        isPastListeners = false;
        return wantsMore;
    }
}
