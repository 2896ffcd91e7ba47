package io.closewait.core.diagnose;

import io.closewait.core.registry.Site;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The open sockets of one origin, leaks or not: who holds the descriptors. Immutable. */
public final class OpenOrigin {
    private static final int MOST_PEERS = 5;

    /** The line that opened or accepted them; null if none is known. */
    public final @Nullable StackTraceElement lookAt;
    /** The opening stack that most of them have in common; null if none was taken. */
    public final @Nullable Site site;
    /** Where their listener was opened, if {@link #lookAt} is there: no code of the application's accepted them. */
    public final @Nullable Site listener;
    /** Whether they were accepted, by the listener on {@link #port}. */
    public final boolean accepted;
    /** 0 for connected ones. */
    public final int port;

    public final int count;
    /** Of those, the ones that leak. */
    public final int leaked;
    /** Of the descriptors that the process may have; -1 if that is not known. */
    public final double percentOfLimit;

    public final Growth growth;
    /** Whether they only grow in number, see {@link Growth}: a suspect, not a leak. */
    public final boolean isGrowing;
    /** Since the oldest was opened, in milliseconds. */
    public final long oldestMillis;
    /** The median of the times since each was used last, or opened, in milliseconds. */
    public final long idleMillis;
    /** Sockets by peer, without its port if they were accepted; at most five, the rest under {@code other}. */
    public final Map<String, Integer> peers;
    /** Sockets by the kernel's state. */
    public final Map<String, Integer> states;

    private OpenOrigin(Counting counted, OpenHistory history, long nowMillis, long limit) {
        this.lookAt = counted.lookAt;
        this.site = counted.mostFrequentSite();
        this.listener = counted.listener;
        this.accepted = counted.accepted;
        this.port = counted.port;
        this.count = counted.size;
        this.leaked = counted.leaked;
        this.percentOfLimit = limit <= 0 ? -1 : 100.0 * count / limit;
        long[] ages = Arrays.copyOf(counted.ages, count);
        long[] idle = Arrays.copyOf(counted.idle, count);
        Arrays.sort(ages);
        Arrays.sort(idle);
        this.oldestMillis = ages[count - 1];
        this.idleMillis = idle[count / 2];
        this.growth = history.growth(counted.historySites(), count, nowMillis);
        this.isGrowing = site != null && growth.isSteady(counted.lifetimeMillis(), ages);
        this.peers = Ranking.top(counted.peers, MOST_PEERS);
        this.states = Ranking.top(counted.states, Integer.MAX_VALUE);
    }

    /** Such as {@code opened at Shop.buy(Shop.java:12)} or {@code accepted on port 8080, listener opened at ...}. */
    public String place() {
        String line = lookAt == null ? "" : " at " + lookAt;
        return accepted
                ? "accepted on port " + port + (listener == null ? "" : ", listener opened") + line
                : "opened" + (line.isEmpty() ? " at an unknown place" : line);
    }

    /** The same while its sockets are counted. */
    static final class Counting {
        private static final int MOST_DISTINCT_PEERS = 1000;

        private final @Nullable StackTraceElement lookAt;
        private final @Nullable Site listener;
        private final boolean accepted;
        private final int port;
        /** How many sockets each site has now: none, if only the history knows it. */
        private final IdentityHashMap<Site, Integer> sites = new IdentityHashMap<>();

        private final Map<String, Integer> peers = new HashMap<>();
        private final Map<String, Integer> states = new HashMap<>();
        private long[] ages = new long[8];
        private long[] idle = new long[8];
        private int size;
        private int leaked;

        Counting(@Nullable StackTraceElement lookAt, @Nullable Site listener, boolean accepted, int port) {
            this.lookAt = lookAt;
            this.listener = listener;
            this.accepted = accepted;
            this.port = port;
        }

        /** Times are in milliseconds before now. */
        void add(@Nullable Site site, long openedAgo, long usedAgo, String peer, String state, boolean isLeak) {
            if (size == ages.length) {
                ages = Arrays.copyOf(ages, 2 * size);
                idle = Arrays.copyOf(idle, 2 * size);
            }
            ages[size] = openedAgo;
            idle[size++] = usedAgo;
            leaked += isLeak ? 1 : 0;
            if (site != null) {
                sites.merge(site, 1, Integer::sum);
            }
            if (!peer.isEmpty() && (peers.size() < MOST_DISTINCT_PEERS || peers.containsKey(peer))) {
                peers.merge(peer, 1, Integer::sum);
            }
            states.merge(state, 1, Integer::sum);
        }

        /** Another site of this origin, whose sockets are all closed. */
        void addFormer(Site site) {
            sites.putIfAbsent(site, 0);
        }

        private Set<Site> historySites() {
            return Collections.unmodifiableSet(sites.keySet());
        }

        private @Nullable Site mostFrequentSite() {
            Site most = null;
            for (Map.Entry<Site, Integer> site : sites.entrySet()) {
                if (site.getValue() > (most == null ? 0 : sites.getOrDefault(most, 0))) {
                    most = site.getKey();
                }
            }
            return most;
        }

        /** How long closed sockets of these sites were open on average; 0 if none is closed. */
        private double lifetimeMillis() {
            double closed = 0;
            double lived = 0;
            for (Site site : sites.keySet()) {
                closed += site.closed();
                lived += site.livedMillis();
            }
            return closed == 0 ? 0 : lived / closed;
        }

        /** @param limit how many descriptors the process may have; not positive if that is not known */
        OpenOrigin counted(OpenHistory history, long nowMillis, long limit) {
            return new OpenOrigin(this, history, nowMillis, limit);
        }
    }
}
