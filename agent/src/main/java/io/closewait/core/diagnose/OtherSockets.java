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
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long LONG_AFTER_NANOS = 3_000_000_000L;

    private final IdentityHashMap<Thread, SocketRecord> latest = new IdentityHashMap<>();
    /** The same of accepted ones. */
    private final IdentityHashMap<Thread, SocketRecord> latestServed = new IdentityHashMap<>();

    /** Origins are asked for again and again, and are texts. */
    private final IdentityHashMap<SocketRecord, String> origins = new IdentityHashMap<>();

    private final IdentityHashMap<StackTraceElement, String> lines = new IdentityHashMap<>();

    private final Map<String, List<SocketRecord>> openings = new HashMap<>();
    private final Map<Integer, List<SocketRecord>> served = new HashMap<>();
    private final Map<String, Boolean> losing = new HashMap<>();
    private final Map<String, Boolean> repeating = new HashMap<>();
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
            latest.merge(thread, record, OtherSockets::later);
            if (record.isAccepted()) {
                latestServed.merge(thread, record, OtherSockets::later);
            }
        }
        Endpoints ends = record.endpoints();
        if (ends == null) {
            return; // younger than its grace
        }
        if (record.isAccepted()) {
            served.computeIfAbsent(ends.localPort(), port -> new ArrayList<>()).add(record);
        } else {
            String origin = origin(record, ends);
            origins.put(record, origin);
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
        return line == null ? "" : lines.computeIfAbsent(line, StackTraceElement::toString) + ">" + ends.peer();
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

    private static SocketRecord later(SocketRecord one, SocketRecord other) {
        return lastUseAt(one) >= lastUseAt(other) ? one : other;
    }

    /**
     * Whether the thread that used this socket last has used no other open socket since. While it serves an accepted one it may
     * ask others, over sockets that it connects: then only those count that it has served.
     */
    boolean isLatestOfItsThread(SocketRecord record) {
        ThreadRef user = record.lastUser();
        Thread thread = user == null ? null : user.get();
        return thread == null || (record.isAccepted() ? latestServed : latest).get(thread) == record;
    }

    /**
     * When the latest connection was opened of the same origin to the same peer, while this one lay unused; 0 if none was. What a
     * burst opened, which may all go back to a pool, does not count: it must have been opened long after, or a while after in an
     * origin that opens one after the other.
     */
    long siblingOpenedAt(SocketRecord record) {
        long latest = latestBefore(record, record.finAt() == 0 ? Long.MAX_VALUE : record.finAt(), false);
        long unused = latest - Math.max(record.openedAt(), lastUseAt(record));
        boolean isAfterBurst = unused >= LONG_AFTER_NANOS
                || (unused >= PAUSE_NANOS && repeating.computeIfAbsent(originOf(record), this::isRepeating));
        return latest != 0 && isAfterBurst ? latest : 0;
    }

    /** Whether the same thread opened another one within the same tick of the clock, or later: the order is not known. */
    boolean isOneOfSeveralOfItsThread(SocketRecord record) {
        long latest = latestBefore(record, Long.MAX_VALUE, true);
        return latest != 0 && latest >= Math.max(record.openedAt(), lastUseAt(record));
    }

    private String originOf(SocketRecord record) {
        String known = origins.get(record);
        if (known != null) {
            return known;
        }
        Endpoints ends = record.endpoints();
        return record.isAccepted() || ends == null ? "" : origin(record, ends);
    }

    private long latestBefore(SocketRecord record, long until, boolean isSameThreadWanted) {
        List<SocketRecord> ofOrigin = openings.getOrDefault(originOf(record), Collections.emptyList());
        for (int i = ofOrigin.size() - 1; i >= 0; i--) {
            SocketRecord other = ofOrigin.get(i);
            boolean isMeant = other != record && (!isSameThreadWanted || isOfSameThread(other, record));
            if (isMeant && other.openedAt() < until) {
                return other.openedAt();
            }
        }
        return 0;
    }

    /** Whether connections were opened one after the other, with pauses, more than once. */
    private boolean isRepeating(String origin) {
        List<SocketRecord> ofOrigin = openings.getOrDefault(origin, Collections.emptyList());
        int pauses = 0;
        for (int i = 1; i < ofOrigin.size(); i++) {
            pauses += ofOrigin.get(i).openedAt() - ofOrigin.get(i - 1).openedAt() >= PAUSE_NANOS ? 1 : 0;
        }
        return pauses > 1;
    }

    /** Whether another connection of the same origin to the same peer was passed over so: what is lost there is lost again. */
    boolean isOfLosingOrigin(SocketRecord record) {
        String origin = originOf(record);
        return !origin.isEmpty() && losing.computeIfAbsent(origin, this::isLosing);
    }

    private boolean isLosing(String origin) {
        for (SocketRecord record : openings.getOrDefault(origin, Collections.emptyList())) {
            if (record.isLeaked() && siblingOpenedAt(record) != 0) {
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
