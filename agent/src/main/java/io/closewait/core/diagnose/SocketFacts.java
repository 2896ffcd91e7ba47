package io.closewait.core.diagnose;

import io.closewait.core.jdk.Owners;
import io.closewait.core.jdk.Transport;
import io.closewait.core.kernel.TcpRow;
import io.closewait.core.kernel.TcpState;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Evidence;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one socket at the time of a report: plain values, so that a verdict can be tested without a socket.
 * Immutable. Times are milliseconds before the report; -1 is "never" or "not known".
 */
public final class SocketFacts {
    public final int number;
    public final Transport transport;
    public final boolean accepted;
    public final PeerState peerState;
    public final boolean leaked;
    public final String local;
    public final String peer;
    /** The peer's name as the application gave it, or empty. */
    public final String peerHost;

    public final int localPort;
    public final int peerPort;
    public final long openMillis;
    public final long finMillis;
    public final long lastReadMillis;
    public final long lastWriteMillis;
    public final long endOfStreamMillis;
    public final long closedByApplicationMillis;
    public final int uses;
    public final int reuses;
    public final boolean reachable;
    public final long unread;
    public final long unsent;
    public final String openedBy;
    public final String lastUser;
    /** What the thread that used it last does now; null if it has ended, or nobody asked. */
    public final @Nullable ThreadNow lastUserNow;
    /** The selector's interest set ({@code SelectionKey.OP_…}), -1 if it is registered with none or that is not known. */
    public final int interest;

    public final @Nullable Site openingSite;
    /** Of an accepted socket: where its listener was opened; null if that is not known, or it is closed. */
    public final @Nullable Site listenerSite;

    public final @Nullable Site connectSite;
    public final @Nullable Site firstUseSite;
    public final @Nullable Site lastReadSite;
    public final @Nullable Site lastWriteSite;
    public final @Nullable Site endOfStreamSite;
    public final @Nullable Site closedSite;

    private SocketFacts(Builder builder) {
        number = builder.number;
        transport = builder.transport;
        accepted = builder.accepted;
        peerState = builder.peerState;
        leaked = builder.leaked;
        local = builder.local;
        peer = builder.peer;
        peerHost = builder.peerHost;
        localPort = builder.localPort;
        peerPort = builder.peerPort;
        openMillis = builder.openMillis;
        finMillis = builder.finMillis;
        lastReadMillis = builder.lastReadMillis;
        lastWriteMillis = builder.lastWriteMillis;
        endOfStreamMillis = builder.endOfStreamMillis;
        closedByApplicationMillis = builder.closedByApplicationMillis;
        uses = builder.uses;
        reuses = builder.reuses;
        reachable = builder.reachable;
        unread = builder.unread;
        unsent = builder.unsent;
        openedBy = builder.openedBy;
        lastUser = builder.lastUser;
        lastUserNow = builder.lastUserNow;
        interest = builder.interest;
        openingSite = builder.openingSite;
        listenerSite = builder.listenerSite;
        connectSite = builder.connectSite;
        firstUseSite = builder.firstUseSite;
        lastReadSite = builder.lastReadSite;
        lastWriteSite = builder.lastWriteSite;
        endOfStreamSite = builder.endOfStreamSite;
        closedSite = builder.closedSite;
    }

    /** The kernel's word comes first: it may know of a FIN whose event is still on its way, or of a close. */
    private static PeerState peerState(SocketRecord record, @Nullable TcpRow row) {
        if (row != null && row.state() == TcpState.CLOSE_WAIT) {
            return PeerState.FIN;
        }
        if (row != null && row.state() == TcpState.ESTABLISHED) {
            return PeerState.OPEN; // the application shut down its own input through a native transport
        }
        if (record.closedByApplicationAt() != 0 && record.peerState() == PeerState.RESET) {
            return PeerState.BOTH_SHUT; // what the detector saw may be our own close, of which it had not heard yet
        }
        boolean ended = record.peerState() == PeerState.FIN && (record.isOutputShut() || row != null);
        return ended ? PeerState.BOTH_SHUT : record.peerState();
    }

    private static String local(@Nullable Endpoints endpoints, @Nullable TcpRow row) {
        if (endpoints != null) {
            return endpoints.local();
        }
        return row == null ? "" : row.local();
    }

    private static String peer(@Nullable Endpoints endpoints, @Nullable TcpRow row) {
        String peer = endpoints == null ? "" : endpoints.peer();
        return peer.isEmpty() && row != null ? row.peer() : peer;
    }

    private static long before(long now, long time) {
        return time == 0 ? -1 : Math.max(0, (now - time) / 1_000_000);
    }

    /** Milliseconds since the application last read or wrote, -1 if it never did. */
    public long lastUseMillis() {
        if (lastReadMillis < 0 || lastWriteMillis < 0) {
            return Math.max(lastReadMillis, lastWriteMillis);
        }
        return Math.min(lastReadMillis, lastWriteMillis);
    }

    /** Whether nobody has touched the socket since the peer's end was seen. */
    public boolean isUntouchedSinceFin() {
        long lastUse = lastUseMillis();
        return lastUse < 0 || lastUse >= finMillis;
    }

    /** The same facts while they are being gathered: from a record, or one by one in a test. Not thread-safe. */
    static final class Builder {
        int number;
        Transport transport = Transport.UNKNOWN;
        boolean accepted;
        PeerState peerState = PeerState.OPEN;
        boolean leaked;
        String local = "";
        String peer = "";
        String peerHost = "";
        int localPort;
        int peerPort;
        long openMillis;
        long finMillis = -1;
        long lastReadMillis = -1;
        long lastWriteMillis = -1;
        long endOfStreamMillis = -1;
        long closedByApplicationMillis = -1;
        int uses;
        int reuses;
        boolean reachable = true;
        long unread = -1;
        long unsent = -1;
        String openedBy = "";
        String lastUser = "";

        @Nullable
        ThreadNow lastUserNow;

        int interest = -1;

        @Nullable
        Site openingSite;

        @Nullable
        Site listenerSite;

        @Nullable
        Site connectSite;

        @Nullable
        Site firstUseSite;

        @Nullable
        Site lastReadSite;

        @Nullable
        Site lastWriteSite;

        @Nullable
        Site endOfStreamSite;

        @Nullable
        Site closedSite;

        /** @param row what the kernel says of the descriptor, null when it says nothing */
        static Builder of(SocketRecord record, @Nullable TcpRow row, long now) {
            Endpoints endpoints = record.endpoints();
            Evidence evidence = record.evidence();
            Builder builder = new Builder();
            builder.number = record.number();
            builder.transport = record.transport();
            builder.accepted = record.isAccepted();
            builder.peerState = peerState(record, row);
            builder.leaked = record.isLeaked();
            builder.local = local(endpoints, row);
            builder.peer = peer(endpoints, row);
            builder.peerHost = endpoints == null ? "" : endpoints.peerHost();
            builder.localPort = endpoints != null ? endpoints.localPort() : row != null ? row.localPort() : 0;
            builder.peerPort = endpoints != null ? endpoints.peerPort() : row != null ? row.peerPort() : 0;
            builder.openMillis = before(now, record.openedAt());
            builder.finMillis = before(now, record.finAt());
            builder.lastReadMillis = before(now, record.lastReadAt());
            builder.lastWriteMillis = before(now, record.lastWriteAt());
            builder.endOfStreamMillis = before(now, record.endOfStreamAt());
            builder.closedByApplicationMillis = before(now, record.closedByApplicationAt());
            builder.uses = record.uses();
            builder.reuses = record.reuses();
            builder.reachable = !record.isAbandoned();
            builder.unread = row == null ? -1 : row.unread();
            builder.unsent = row == null ? -1 : row.unsent();
            builder.interest = Owners.interest(record.get());
            builder.openedBy = record.openedBy().name();
            builder.lastUser =
                    record.lastUser() == null ? "" : record.lastUser().name();
            builder.openingSite = record.openingSite();
            builder.connectSite = record.connectSite();
            builder.firstUseSite = evidence == null ? null : evidence.firstUseSite();
            builder.lastReadSite = evidence == null ? null : evidence.lastReadSite();
            builder.lastWriteSite = evidence == null ? null : evidence.lastWriteSite();
            builder.endOfStreamSite = evidence == null ? null : evidence.endOfStreamSite();
            builder.closedSite = evidence == null ? null : evidence.closedSite();
            return builder;
        }

        Builder lastUserNow(@Nullable ThreadNow thread) {
            lastUserNow = thread;
            return this;
        }

        /** @param listeners where listeners were opened, by their port */
        Builder listener(Map<Integer, Site> listeners) {
            listenerSite = accepted ? listeners.get(localPort) : null;
            return this;
        }

        /** Whoever asks has waited long enough himself. */
        Builder leaked() {
            leaked = true;
            return this;
        }

        SocketFacts build() {
            return new SocketFacts(this);
        }
    }
}
