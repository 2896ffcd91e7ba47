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
import java.util.Comparator;
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
    /** The same, of each thread that used them last. */
    private final Map<String, IdentityHashMap<Thread, List<SocketRecord>>> openingsOfThreads = new HashMap<>();

    private final Map<Integer, List<SocketRecord>> served = new HashMap<>();
    private final Map<String, Boolean> losing = new HashMap<>();
    private final Map<String, Boolean> repeating = new HashMap<>();
    private final Frames frames;

    OtherSockets(Registry registry, Frames frames) {
        this.frames = frames;
        registry.table().forEach(this::note);
        openings.values().forEach(OtherSockets::sort);
        openingsOfThreads.values().forEach(ofThreads -> ofThreads.values().forEach(OtherSockets::sort));
    }

    private static void sort(List<SocketRecord> records) {
        records.sort(Comparator.comparingLong(SocketRecord::openedAt));
    }

    private void note(SocketRecord record) {
        if (record.isListening() || record.isAdopted()) {
            return;
        }
        Thread thread = lastUser(record);
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
                if (thread != null) {
                    openingsOfThreads
                            .computeIfAbsent(origin, key -> new IdentityHashMap<>())
                            .computeIfAbsent(thread, key -> new ArrayList<>())
                            .add(record);
                }
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

    private static @Nullable Thread lastUser(SocketRecord record) {
        ThreadRef user = record.lastUser();
        return user == null ? null : user.get();
    }

    private static long lastUseAt(SocketRecord record) {
        return Math.max(record.lastReadAt(), record.lastWriteAt());
    }

    /** In one tick of the clock the one that was opened later: a thread takes one connection after the other. */
    private static SocketRecord later(SocketRecord one, SocketRecord other) {
        if (lastUseAt(one) != lastUseAt(other)) {
            return lastUseAt(one) > lastUseAt(other) ? one : other;
        }
        return one.number() > other.number() ? one : other;
    }

    /**
     * Whether the thread that used this socket last has used no other open socket since. While it serves an accepted one it may
     * ask others, over sockets that it connects: then only those count that it has served.
     */
    boolean isLatestOfItsThread(SocketRecord record) {
        Thread thread = lastUser(record);
        return thread == null || (record.isAccepted() ? latestServed : latest).get(thread) == record;
    }

    /** Whether the thread has read a request from an open connection, which is not answered yet. */
    boolean isServing(Thread thread) {
        SocketRecord served = latestServed.get(thread);
        return served != null && HandedOver.isUnanswered(served);
    }

    /**
     * When the latest connection was opened of the same origin to the same peer, while this one lay unused; 0 if none was. What a
     * burst opened, which may all go back to a pool, does not count: it must have been opened long after, or a while after in an
     * origin that opens one after the other.
     */
    long siblingOpenedAt(SocketRecord record) {
        List<SocketRecord> ofOrigin = openings.getOrDefault(originOf(record), Collections.emptyList());
        long latest = latestBefore(ofOrigin, record, record.finAt() == 0 ? Long.MAX_VALUE : record.finAt());
        long unused = latest - Math.max(record.openedAt(), lastUseAt(record));
        boolean isAfterBurst = unused >= LONG_AFTER_NANOS
                || (unused >= PAUSE_NANOS && repeating.computeIfAbsent(originOf(record), this::isRepeating));
        return latest != 0 && isAfterBurst ? latest : 0;
    }

    /** Whether the same thread opened another one within the same tick of the clock, or later: the order is not known. */
    boolean isOneOfSeveralOfItsThread(SocketRecord record) {
        Thread thread = lastUser(record);
        IdentityHashMap<Thread, List<SocketRecord>> ofThreads = openingsOfThreads.get(originOf(record));
        List<SocketRecord> own = thread == null || ofThreads == null ? null : ofThreads.get(thread);
        long latest = own == null ? 0 : latestBefore(own, record, Long.MAX_VALUE);
        return latest != 0 && latest >= Math.max(record.openedAt(), lastUseAt(record));
    }

    /** Whether the thread that used this socket last has no other open one of the same origin. */
    boolean isOnlyOneOfItsThread(SocketRecord record) {
        IdentityHashMap<Thread, List<SocketRecord>> ofThreads = openingsOfThreads.get(originOf(record));
        Thread thread = lastUser(record);
        return thread != null
                && ofThreads != null
                && ofThreads.getOrDefault(thread, Collections.emptyList()).size() == 1;
    }

    private String originOf(SocketRecord record) {
        String known = origins.get(record);
        if (known != null) {
            return known;
        }
        Endpoints ends = record.endpoints();
        return record.isAccepted() || ends == null ? "" : origin(record, ends);
    }

    /** When the latest of the others was opened before that time; 0 if none was. There may be thousands. */
    private static long latestBefore(List<SocketRecord> sorted, SocketRecord record, long until) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).openedAt() < until) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int latest = low - 1;
        if (latest >= 0 && sorted.get(latest) == record) {
            latest--;
        }
        return latest < 0 ? 0 : sorted.get(latest).openedAt();
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
