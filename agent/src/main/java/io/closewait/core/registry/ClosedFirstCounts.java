package io.closewait.core.registry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All {@link ClosedFirst}, the latest ones of bounded number: a crawler has a million peers. Of the agent's threads only. */
final class ClosedFirstCounts {
    private static final int MOST = 500;

    @GuardedBy("this")
    private long countedAt = System.nanoTime();

    @GuardedBy("this")
    private final Map<ClosedFirst.Key, ClosedFirst.Counting> counts =
            new LinkedHashMap<ClosedFirst.Key, ClosedFirst.Counting>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ClosedFirst.Key, ClosedFirst.Counting> eldest) {
                    return size() > MOST;
                }
            };

    /** Connections closed since the last {@link #countedUpTo}. */
    synchronized void add(Site site, InetSocketAddress peer, double connections) {
        counts.computeIfAbsent(
                        new ClosedFirst.Key(site, peer), unused -> new ClosedFirst.Counting(site, peer, countedAt))
                .add(connections);
    }

    /** All connections that were closed until now have been added. */
    synchronized void countedUpTo(long now) {
        counts.values().forEach(counting -> counting.countedUpTo(now));
        countedAt = now;
    }

    /** Those with the most in the last minute first. */
    synchronized List<ClosedFirst> all() {
        List<ClosedFirst> all = new ArrayList<>(counts.size());
        for (ClosedFirst.Counting counting : counts.values()) {
            all.add(counting.counted());
        }
        all.sort((a, b) -> Long.compare(b.lastMinute, a.lastMinute));
        return all;
    }
}
