package io.closewait.core.diagnose;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.registry.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many sockets each opening site had, in bounded memory: the last minutes at equal steps, and the whole run at steps that
 * double when there is no room. Times are in milliseconds and only their differences count. Thread-safe; one thread of the agent
 * adds the samples.
 */
public final class OpenHistory {
    /** Sites in one sample: most applications have fewer, and all samples take 3 MB at worst. */
    private static final int MOST_SITES = 500;

    private static final int STEPS = 60;
    /** Over less than this, a warm-up looks like growth. */
    private static final long SHORTEST_SPAN_MILLIS = 60_000;
    /** How many times {@code leakAfter}, which tells how patient the user is, a count must have grown. */
    private static final int LEAK_AFTERS = 9;

    @GuardedBy("this")
    private final Deque<Sample> recent = new ArrayDeque<>();

    @GuardedBy("this")
    private final List<Sample> whole = new ArrayList<>();

    private final long startedMillis;

    @GuardedBy("this")
    private long wholeStepMillis = 1000;

    @GuardedBy("this")
    private long spanMillis = SHORTEST_SPAN_MILLIS;

    /** The counts of one moment. */
    private static final class Sample {
        final long atMillis;
        final Map<Site, Integer> counts;

        Sample(long atMillis, Map<Site, Integer> counts) {
            this.atMillis = atMillis;
            this.counts = counts;
        }
    }

    /** @param startedMillis when the agent started */
    public OpenHistory(long startedMillis) {
        this.startedMillis = startedMillis;
    }

    /** Sets how long the last minutes are. */
    public synchronized void leakAfter(long millis) {
        spanMillis = Math.max(SHORTEST_SPAN_MILLIS, LEAK_AFTERS * millis);
    }

    /** How long to wait between two samples. */
    public synchronized long stepMillis() {
        return spanMillis / STEPS;
    }

    /** Notes the counts of a moment that is not before the one noted last; keeps the map. */
    public synchronized void add(long atMillis, Map<Site, Integer> counts) {
        Sample sample = new Sample(atMillis, most(counts));
        recent.addLast(sample);
        // The oldest sample kept is older than the span, so that the span is always covered.
        Sample oldest = recent.removeFirst();
        while (recent.size() >= 2 * STEPS
                || (!recent.isEmpty() && recent.getFirst().atMillis <= atMillis - spanMillis)) {
            oldest = recent.removeFirst();
        }
        recent.addFirst(oldest);
        if (whole.isEmpty() || atMillis - whole.get(whole.size() - 1).atMillis >= wholeStepMillis) {
            if (whole.size() == 2 * STEPS) {
                for (int i = 0; i < STEPS; i++) {
                    whole.set(i, whole.get(2 * i));
                }
                whole.subList(STEPS, 2 * STEPS).clear();
                wholeStepMillis *= 2;
            }
            whole.add(sample);
        }
    }

    private static Map<Site, Integer> most(Map<Site, Integer> counts) {
        if (counts.size() <= MOST_SITES) {
            return counts;
        }
        List<Site> sites = new ArrayList<>(counts.keySet());
        sites.sort(Comparator.comparing(counts::get, Comparator.reverseOrder()));
        IdentityHashMap<Site, Integer> most = new IdentityHashMap<>(MOST_SITES);
        for (Site site : sites.subList(0, MOST_SITES)) {
            most.put(site, counts.get(site));
        }
        return most;
    }

    /** Whether the sockets of a site only became more in the last minutes, so that its origin may be growing. */
    public synchronized boolean hasGrowingSite() {
        Sample before = recent.peekFirst();
        Sample now = recent.peekLast();
        if (before == null || now == null || now.atMillis - before.atMillis < spanMillis) {
            return false;
        }
        for (Map.Entry<Site, Integer> open : now.counts.entrySet()) {
            Site site = open.getKey();
            int count = open.getValue();
            boolean isMore = count - before.counts.getOrDefault(site, 0) >= Growth.SMALLEST;
            if (isMore && Growth.steadyGrowth(curve(recent, Collections.singleton(site), count, now.atMillis)) > 0) {
                return true;
            }
        }
        return false;
    }

    /** All that had sockets, whether they have some now or not. */
    synchronized Set<Site> sites() {
        Set<Site> sites = Collections.newSetFromMap(new IdentityHashMap<>());
        recent.forEach(sample -> sites.addAll(sample.counts.keySet()));
        whole.forEach(sample -> sites.addAll(sample.counts.keySet()));
        return sites;
    }

    /**
     * How the sites of one origin grew.
     *
     * @param count their sockets at {@code nowMillis}
     */
    synchronized Growth growth(Collection<Site> sites, int count, long nowMillis) {
        return new Growth(
                startedMillis,
                spanMillis,
                curve(recent, sites, count, nowMillis),
                curve(whole, sites, count, nowMillis));
    }

    private Growth.Curve curve(Collection<Sample> samples, Collection<Site> sites, int count, long nowMillis) {
        Growth.Curve curve = new Growth.Curve(samples.size() + 2);
        for (Sample sample : samples) {
            if (sample.atMillis > nowMillis) {
                break; // added by the agent's thread while a JMX client's makes its report
            }
            int sum = 0;
            for (Site site : sites) {
                sum += sample.counts.getOrDefault(site, 0);
            }
            curve.add(sample.atMillis, sum);
        }
        if (curve.isEmpty()) {
            curve.add(startedMillis, 0);
        }
        curve.add(nowMillis, count);
        return curve;
    }
}
