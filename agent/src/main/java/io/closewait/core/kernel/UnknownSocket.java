package io.closewait.core.kernel;

/** A socket of this process in {@code CLOSE_WAIT} that no hook saw being opened. Immutable. */
public final class UnknownSocket {
    private final int number;
    private final TcpRow row;
    private final long firstSeenMillis;

    UnknownSocket(int number, TcpRow row, long firstSeenMillis) {
        this.number = number;
        this.row = row;
        this.firstSeenMillis = firstSeenMillis;
    }

    /** Its descriptor. */
    public int number() {
        return number;
    }

    public TcpRow row() {
        return row;
    }

    /** When a census first found it in this state, as {@link System#currentTimeMillis}. */
    public long firstSeenMillis() {
        return firstSeenMillis;
    }
}
