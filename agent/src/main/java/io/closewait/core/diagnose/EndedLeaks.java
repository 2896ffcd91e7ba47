package io.closewait.core.diagnose;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The leaks that have ended since the last report, by origin. Thread-safe, by a lock that nobody holds for long. */
final class EndedLeaks {
    @GuardedBy("this")
    private final Map<String, EndedLeak> byOrigin = new LinkedHashMap<>();

    @GuardedBy("this")
    private long total;

    synchronized void add(SocketRecord record) {
        total++;
        boolean byCollector = record.wasClosedByCollector();
        Site opening = record.openingSite();
        Site closed = byCollector ? null : record.site(Moment.CLOSED);
        String peer = record.endpoints() == null ? "" : record.endpoints().peer();
        long since = record.finAt() != 0 ? record.finAt() : record.closedByApplicationAt();
        long millis = (record.closedAt() - since) / 1_000_000;
        String key = Site.idOf(opening) + "/" + Site.idOf(closed) + "/" + byCollector;
        EndedLeak before = byOrigin.get(key);
        byOrigin.put(
                key, (before == null ? new EndedLeak(opening, closed, byCollector, 0, 0, peer) : before).plus(millis));
    }

    synchronized boolean isEmpty() {
        return byOrigin.isEmpty();
    }

    synchronized List<EndedLeak> all() {
        return new ArrayList<>(byOrigin.values());
    }

    /** All, which are told of now: they are not given again, while the total goes on. */
    synchronized List<EndedLeak> take() {
        List<EndedLeak> taken = all();
        byOrigin.clear();
        return taken;
    }

    /** Since the agent's start. */
    synchronized long total() {
        return total;
    }
}
