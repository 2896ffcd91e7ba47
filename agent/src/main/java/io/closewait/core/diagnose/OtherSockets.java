package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.library.Library;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.registry.ThreadRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the other open sockets of the JVM tell of one: which of them its thread used since, which were opened while it lay unused,
 * who serves its listener. One pass over all records; lives as long as a report.
 */
final class OtherSockets {
    /** In a burst, connections are opened within moments of each other although all of them go back to a pool. */
    private static final long BURST_NANOS = 1_000_000_000L;

    /** Of the coarse clock, by which openings and uses are timed. */
    private static final long TICK_NANOS = 250_000_000L;

    private final Map<Thread, SocketRecord> latest = new IdentityHashMap<>();
    private final Map<String, List<SocketRecord>> openings = new HashMap<>();
    private final Map<Integer, List<SocketRecord>> served = new HashMap<>();
    private final Map<String, Boolean> losing = new HashMap<>();
    private final Frames frames;

    OtherSockets(Registry registry, Frames frames) {
        this.frames = frames;
        registry.table().forEach(this::note);
        for (List<SocketRecord> ofOrigin : openings.values()) {
            ofOrigin.sort((a, b) -> Long.compare(a.openedAt(), b.openedAt()));
        }
    }

    private void note(SocketRecord record) {
        if (record.isListening() || record.isAdopted()) {
            return;
        }
        ThreadRef user = record.lastUser();
        Thread thread = user == null ? null : user.get();
        if (thread != null) {
            latest.merge(thread, record, (a, b) -> lastUseAt(a) >= lastUseAt(b) ? a : b);
        }
        Endpoints ends = record.endpoints();
        if (ends == null) {
            return; // younger than its grace
        }
        if (record.isAccepted()) {
            served.computeIfAbsent(ends.localPort(), port -> new ArrayList<>()).add(record);
        } else {
            String origin = origin(record, ends);
            if (!origin.isEmpty()) {
                openings.computeIfAbsent(origin, key -> new ArrayList<>()).add(record);
            }
        }
    }

    /**
     * Who asked for the connection, and of whom. Empty if a pool's own thread opened it to have it ready, which says nothing of
     * the others; but an HTTP client's thread opens what somebody waits for, who is then the first to use it.
     */
    private String origin(SocketRecord record, Endpoints ends) {
        StackTraceElement line = frames.application(record.openingSite());
        if (line == null && isOfHttpClient(record.openingSite())) {
            line = frames.application(record.site(Moment.FIRST_USED));
        }
        return line == null ? "" : line + ">" + ends.peer();
    }

    private boolean isOfHttpClient(@Nullable Site site) {
        if (site != null) {
            for (StackTraceElement frame : site.frames()) {
                Library library = frames.library(frame.getClassName());
                if (library != null && library.streamsBodies()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOfSameThread(SocketRecord one, SocketRecord other) {
        ThreadRef user = one.lastUser();
        ThreadRef otherUser = other.lastUser();
        Thread thread = user == null ? null : user.get();
        return thread != null && otherUser != null && otherUser.get() == thread;
    }

    private static long lastUseAt(SocketRecord record) {
        return Math.max(record.lastReadAt(), record.lastWriteAt());
    }

    /** Whether the thread that used this socket last has used no other open socket since. */
    boolean isLatestOfItsThread(SocketRecord record) {
        ThreadRef user = record.lastUser();
        Thread thread = user == null ? null : user.get();
        return thread == null || latest.get(thread) == record;
    }

    /** When the latest connection was opened of the same origin to the same peer, while this one lay unused; 0 if none was. */
    long siblingOpenedAt(SocketRecord record) {
        return siblingOpenedAt(record, BURST_NANOS, false);
    }

    /** The same for connections that the same thread opened, in a burst or not. */
    long siblingOfSameThreadOpenedAt(SocketRecord record) {
        return siblingOpenedAt(record, TICK_NANOS, true);
    }

    /** Whether the same thread opened another one within the same tick of the clock, or later: the order is not known. */
    boolean isOneOfSeveralOfItsThread(SocketRecord record) {
        return siblingOpenedAt(record, 0, true) != 0;
    }

    private long siblingOpenedAt(SocketRecord record, long pauseNanos, boolean isSameThreadWanted) {
        Endpoints ends = record.endpoints();
        if (record.isAccepted() || ends == null) {
            return 0;
        }
        long unusedSince = Math.max(record.openedAt(), lastUseAt(record)) + pauseNanos;
        long until = record.finAt() == 0 ? Long.MAX_VALUE : record.finAt();
        List<SocketRecord> ofOrigin = openings.getOrDefault(origin(record, ends), Collections.emptyList());
        for (int i = ofOrigin.size() - 1; i >= 0; i--) {
            SocketRecord other = ofOrigin.get(i);
            if (other.openedAt() < unusedSince) {
                return 0;
            }
            boolean isMeant = other != record && (!isSameThreadWanted || isOfSameThread(other, record));
            if (isMeant && other.openedAt() < until) {
                return other.openedAt();
            }
        }
        return 0;
    }

    /** Whether another connection of the same origin to the same peer was passed over so: what is lost there is lost again. */
    boolean isOfLosingOrigin(SocketRecord record) {
        Endpoints ends = record.endpoints();
        if (record.isAccepted() || ends == null) {
            return false;
        }
        return losing.computeIfAbsent(origin(record, ends), this::isLosing);
    }

    private boolean isLosing(String origin) {
        for (SocketRecord record : openings.getOrDefault(origin, Collections.emptyList())) {
            boolean isPassedOver = siblingOpenedAt(record) != 0
                    || isOfHttpClient(record.openingSite()) && siblingOfSameThreadOpenedAt(record) != 0;
            if (record.isLeaked() && isPassedOver) {
                return true;
            }
        }
        return false;
    }

    /** The connections that were accepted on a port and are open. */
    List<SocketRecord> servedOn(int port) {
        return served.getOrDefault(port, Collections.emptyList());
    }
}
