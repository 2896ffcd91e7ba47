package io.closewait.core.diagnose;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open sockets of one origin, leaks or not: who holds the descriptors. Immutable. */
public final class OpenOrigin {
    /** The line that opened or accepted them; null if none is known. */
    public final @Nullable StackTraceElement lookAt;
    /** Whether they were accepted, by the listener on {@link #port}. */
    public final boolean accepted;

    public final int port;
    public final int count;
    /** Of those, opened in the last minute: what this origin grows by, for what it closed is not among them. */
    public final int openedInLastMinute;
    /** Since the oldest was opened, in milliseconds. */
    public final long oldestMillis;
    /** Since one of them was used last, in milliseconds; -1 if none ever was. */
    public final long idleMillis;
    /** Sockets by peer address, at most five, the rest under {@code other}. */
    public final Map<String, Integer> peers;

    OpenOrigin(
            @Nullable StackTraceElement lookAt,
            boolean accepted,
            int port,
            int count,
            int openedInLastMinute,
            long oldestMillis,
            long idleMillis,
            Map<String, Integer> peers) {
        this.lookAt = lookAt;
        this.accepted = accepted;
        this.port = port;
        this.count = count;
        this.openedInLastMinute = openedInLastMinute;
        this.oldestMillis = oldestMillis;
        this.idleMillis = idleMillis;
        this.peers = peers;
    }

    /** Such as {@code opened at Shop.buy(Shop.java:12)} or {@code accepted on port 8080}. */
    public String place() {
        String line = lookAt == null ? "" : " at " + lookAt;
        return accepted
                ? "accepted on port " + port + line
                : "opened" + (line.isEmpty() ? " at a place not known" : line);
    }
}
