package io.closewait.core.diagnose;

import io.closewait.core.jdk.Transport;
import io.closewait.core.kernel.TcpRow;
import io.closewait.core.kernel.TcpState;
import io.closewait.core.library.PoolState;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import java.nio.channels.SelectionKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one socket at the time of a report: plain values, so that a verdict can be tested without a socket.
 * Immutable. Times are milliseconds before the report; -1 is "never" or "not known".
 * <p>
 * Long because each of some forty facts is named three times: here, in the builder, and where one becomes the other.
 */
public final class SocketFacts {
    /** The grace period and two ticks of the clock. */
    private static final long SEEN_LATE_MILLIS = 1600;

    static final long MOST_OF_A_FAREWELL = 256;
    private static final long MOST_OF_A_CLOSE_NOTIFY = 90;

    public final int number;
    public final Transport transport;
    public final boolean accepted;
    /** Whether no hook saw it being opened. */
    public final boolean adopted;

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
    /** Answers that were read to where the next request was written. */
    public final int exchanges;
    /** Requests that were written more than a second after the last answer was read. */
    public final int reuses;

    public final boolean reachable;
    /** How long ago the garbage collector had it closed; -1 if it is open. */
    public final long closedByGcMillis;

    public final long unread;
    public final long unsent;
    public final String openedBy;
    public final String lastUser;
    /** What the thread that used it last does now; null if it has ended, or nobody asked. */
    public final @Nullable ThreadNow lastUserNow;
    /** Whether that thread has used no other open socket since; of an accepted one, has served no other. */
    public final boolean isLastUsersLatest;
    /** Whether that thread was made for this connection, as a client's reading thread. */
    public final boolean isLastUsersOwn;
    /** Of a connected one: another thread that was made for it, and waits in code of the application's; null if there is none. */
    public final @Nullable ThreadNow ownThread;
    /** The thread of its selector; null if it has none, that thread has ended, or nobody asked. */
    public final @Nullable SelectorLoop loop;
    /** Of an accepted socket that nobody has used: a thread that serves its listener and has not come back; null if none. */
    public final @Nullable ThreadNow busyWorker;
    /** How many such threads there are. */
    public final int busyWorkers;
    /** The thread that works on the request which another one has read from an accepted socket; null if there is none. */
    public final @Nullable ThreadNow handedTo;
    /**
     * Since the latest connection of the same origin to the same peer was opened long after this one's last use: this one was not
     * free then. -1 if there was none.
     */
    public final long siblingMillis;
    /** Whether the thread that used it last opened another one of the same origin no earlier, as far as the clock can tell. */
    public final boolean isOneOfSeveralOfThread;
    /** Whether the thread that used it last has no other open one of the same origin; false of an accepted one. */
    public final boolean isOnlyOneOfThread;
    /** Whether that was so for another leak of the same origin. */
    public final boolean isOfLosingOrigin;
    /** What its pool says of it; null if no pool that is known has it, or it was not found. */
    public final @Nullable PoolState poolState;
    /** Whether its pool has this one connection only, as do other pools that the same code has made. */
    public final boolean isPoolOfOne;
    /** Whether a client opened it that leaves the rest of an answer to the application to read, as those for HTTP do. */
    public final boolean isBodyStreamed;
    /** Whether a client opened it that reads no more of an answer than the application takes. */
    public final boolean isReadOnDemand;
    /** Whether frames of TLS are on its stacks. */
    public final boolean isTls;
    /** The selector's interest set ({@code SelectionKey.OP_…}), -1 if it is registered with none or that is not known. */
    public final int interest;
    /** The class that its library has attached to the selector's key; empty if there is none. */
    public final String attachment;
    /** The class that has taken the connection over from the server for requests, as those of WebSockets do; else empty. */
    public final String upgradedTo;
    /** Of an accepted socket: the application's object that its library has for the connection; null if none was found. */
    public final @Nullable StackTraceElement handler;
    /** The class that refers to that object, or empty. */
    public final String handlerHeldBy;

    private final Map<Moment, Site> stacks;

    private SocketFacts(Builder builder) {
        number = builder.number;
        transport = builder.transport;
        accepted = builder.accepted;
        adopted = builder.adopted;
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
        exchanges = builder.exchanges;
        reuses = builder.reuses;
        reachable = builder.reachable;
        closedByGcMillis = builder.closedByGcMillis;
        unread = builder.unread;
        unsent = builder.unsent;
        openedBy = builder.openedBy;
        lastUser = builder.lastUser;
        lastUserNow = builder.lastUserNow;
        isLastUsersLatest = builder.isLastUsersLatest;
        isLastUsersOwn = builder.isLastUsersOwn;
        ownThread = builder.ownThread;
        loop = builder.loop;
        busyWorker = builder.busyWorker;
        busyWorkers = builder.busyWorkers;
        handedTo = builder.handedTo;
        siblingMillis = builder.siblingMillis;
        isOneOfSeveralOfThread = builder.isOneOfSeveralOfThread;
        isOnlyOneOfThread = builder.isOnlyOneOfThread;
        isOfLosingOrigin = builder.isOfLosingOrigin;
        poolState = builder.poolState;
        isPoolOfOne = builder.isPoolOfOne;
        isBodyStreamed = builder.isBodyStreamed;
        isReadOnDemand = builder.isReadOnDemand;
        isTls = builder.isTls;
        interest = builder.interest;
        attachment = builder.attachment;
        upgradedTo = builder.upgradedTo;
        handler = builder.handler;
        handlerHeldBy = builder.handlerHeldBy;
        stacks = Collections.unmodifiableMap(new EnumMap<>(builder.stacks));
    }

    /** Where that happened; null if no stack of it was taken. */
    public @Nullable Site site(Moment moment) {
        return stacks.get(moment);
    }

    /** All stacks that were taken, in the order of {@link Moment}. */
    public Map<Moment, Site> stacks() {
        return stacks;
    }

    /** {@link Moment#ACCEPTED} or {@link Moment#OPENED}. */
    public Moment birth() {
        return accepted ? Moment.ACCEPTED : Moment.OPENED;
    }

    /** Where it was opened, or where its listener accepts; null if that stack was not taken. */
    public @Nullable Site openingSite() {
        return site(birth());
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

    /**
     * Whether the peer's end may have come long before it was seen, so that nothing can be said of what was before and what
     * after it: a new socket is watched at the end of its grace.
     */
    public boolean isFinSeenLate() {
        return finMillis >= 0 && openMillis - finMillis < SEEN_LATE_MILLIS;
    }

    /** Whether the application asked something and has read nothing since. */
    public boolean isAnswerAwaited() {
        return lastWriteMillis >= 0 && (lastReadMillis < 0 || lastReadMillis > lastWriteMillis);
    }

    /**
     * Whether the unread bytes are the peer's farewell, and no answer that waits to be read: few, and nothing was asked. A
     * close_notify of TLS is one record of 24 to 85 bytes, that of PostgreSQL's backend a message of about 116. HTTP has no
     * farewell: what is unread of its answers is their body, but for a close_notify.
     */
    public boolean hasFarewell() {
        long most = !isBodyStreamed ? MOST_OF_A_FAREWELL : isTls ? MOST_OF_A_CLOSE_NOTIFY : 0;
        return unread > 0 && unread <= most && lastReadMillis >= 0 && !isAnswerAwaited();
    }

    /**
     * Whether bytes wait that are more than a farewell. They may also wait in a client that reads no more than is taken, until
     * it asks to read again.
     */
    public boolean hasUnreadAnswer() {
        boolean isHeldBack = isReadOnDemand && !accepted && isReadOff();
        return isHeldBack || (unread > 0 && !hasFarewell());
    }

    /** Whether it is registered with a selector, and not to be read. */
    public boolean isReadOff() {
        return interest >= 0 && (interest & SelectionKey.OP_READ) == 0;
    }

    /** The same facts while they are being gathered: from a record, or one by one in a test. Not thread-safe. */
    static final class Builder {
        int number;
        Transport transport = Transport.UNKNOWN;
        boolean accepted;
        boolean adopted;
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
        int exchanges;
        int reuses;
        boolean reachable = true;
        long closedByGcMillis = -1;
        long unread = -1;
        long unsent = -1;
        String openedBy = "";
        String lastUser = "";

        @Nullable
        ThreadNow lastUserNow;

        boolean isLastUsersLatest = true;
        boolean isLastUsersOwn;

        @Nullable
        ThreadNow ownThread;

        @Nullable
        SelectorLoop loop;

        @Nullable
        ThreadNow busyWorker;

        int busyWorkers;

        @Nullable
        ThreadNow handedTo;

        long siblingMillis = -1;
        boolean isOneOfSeveralOfThread;
        boolean isOnlyOneOfThread;
        boolean isOfLosingOrigin;

        @Nullable
        PoolState poolState;

        boolean isPoolOfOne;
        boolean isBodyStreamed;
        boolean isReadOnDemand;
        boolean isTls;
        int interest = -1;
        String attachment = "";
        String upgradedTo = "";

        @Nullable
        StackTraceElement handler;

        String handlerHeldBy = "";

        final Map<Moment, Site> stacks = new EnumMap<>(Moment.class);

        /** @param row what the kernel says of the descriptor, null when it says nothing */
        static Builder of(SocketRecord record, @Nullable TcpRow row, long now) {
            Endpoints endpoints = record.endpoints();
            Builder builder = new Builder();
            builder.number = record.number();
            builder.transport = record.transport();
            builder.accepted = record.isAccepted();
            builder.adopted = record.isAdopted();
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
            builder.exchanges = record.exchanges();
            builder.reuses = record.reuses();
            builder.reachable = !record.isAbandoned();
            builder.closedByGcMillis = record.wasClosedByCollector() ? before(now, record.closedAt()) : -1;
            builder.unread = row == null ? -1 : row.unread();
            builder.unsent = row == null ? -1 : row.unsent();
            builder.openedBy = record.openedBy().name();
            builder.lastUser =
                    record.lastUser() == null ? "" : record.lastUser().name();
            for (Moment moment : Moment.values()) {
                builder.stack(moment, record.site(moment));
            }
            return builder;
        }

        /** Nothing is noted if there is no such stack. */
        Builder stack(Moment moment, @Nullable Site site) {
            if (site != null) {
                stacks.put(moment, site);
            }
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
