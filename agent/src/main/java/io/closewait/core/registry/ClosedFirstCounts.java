package io.closewait.core.registry;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All {@link ClosedFirst}, the latest ones of bounded number: a crawler has a million peers. Of the agent's threads only. */
final class ClosedFirstCounts {
    private static final int MOST = 500;

    private final Map<ClosedFirst.Key, ClosedFirst.Counting> counts =
            new LinkedHashMap<ClosedFirst.Key, ClosedFirst.Counting>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ClosedFirst.Key, ClosedFirst.Counting> eldest) {
                    return size() > MOST;
                }
            };

    /** @param from since when these connections were closed */
    synchronized void add(Site site, InetSocketAddress peer, double connections, long from, long now) {
        counts.computeIfAbsent(new ClosedFirst.Key(site, peer), unused -> new ClosedFirst.Counting(site, peer, from))
                .add(connections, from, now);
    }

    /**
     * Those with the most in the last minute first.
     *
     * @param now up to when connections were added: a later time would end a span whose connections are yet to come, and they
     *     would be taken for many more in the next
     */
    synchronized List<ClosedFirst> all(long now) {
        List<ClosedFirst> all = new ArrayList<>(counts.size());
        for (ClosedFirst.Counting counting : counts.values()) {
            all.add(counting.counted(now));
        }
        all.sort((a, b) -> Long.compare(b.lastMinute, a.lastMinute));
        return all;
    }
}
