package io.closewait.core.diagnose;

import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The leaks that have ended since the last report, by origin. Not thread-safe. */
final class EndedLeaks {
    private final Map<String, EndedLeak> byOrigin = new LinkedHashMap<>();
    private long total;

    void add(SocketRecord record) {
        total++;
        boolean byCollector = record.wasClosedByCollector();
        Site opening = record.openingSite();
        Site closed = record.evidence() == null || byCollector
                ? null
                : record.evidence().closedSite();
        String peer = record.endpoints() == null ? "" : record.endpoints().peer();
        long since = record.finAt() != 0 ? record.finAt() : record.closedByApplicationAt();
        long millis = (record.closedAt() - since) / 1_000_000;
        String key = Site.idOf(opening) + "/" + Site.idOf(closed) + "/" + byCollector;
        EndedLeak before = byOrigin.get(key);
        byOrigin.put(
                key, (before == null ? new EndedLeak(opening, closed, byCollector, 0, 0, peer) : before).plus(millis));
    }

    boolean isEmpty() {
        return byOrigin.isEmpty();
    }

    List<EndedLeak> all() {
        return new ArrayList<>(byOrigin.values());
    }

    /** They have been told of; the total goes on. */
    void clear() {
        byOrigin.clear();
    }

    /** Since the agent's start. */
    long total() {
        return total;
    }
}
