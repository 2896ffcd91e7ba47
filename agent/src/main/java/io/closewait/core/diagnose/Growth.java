package io.closewait.core.diagnose;

import java.util.Arrays;

/**
 * How the open sockets of one origin grew, and whether they only grow: {@code docs/verdicts.md} has the rule. Times are in
 * milliseconds. Immutable.
 */
public final class Growth {
    private static final int PARTS = 4;
    /** Fewer may be chance. */
    static final int SMALLEST = 10;
    /** Fewer are not worth a word beside so many others: a percentage of all. */
    private static final int SMALLEST_PERCENT = 2;
    /** Of steady growth each part brings a third: if one brings less than this share, the count comes to rest. */
    private static final int SMALLEST_SHARE = 5;
    /** How many times the usual lifetime a socket must be open to have outlived it. */
    private static final int LIFETIMES = 4;

    /** Since the agent's start, and for how long that is. */
    public final int total;

    public final long totalMillis;
    /** In the last minutes, and how many those are. */
    public final int lately;

    public final long latelyMillis;

    private final long spanMillis;
    private final Curve recent;
    private final Curve whole;

    Growth(long startedMillis, long spanMillis, Curve recent, Curve whole) {
        this.spanMillis = spanMillis;
        this.recent = recent;
        this.whole = whole;
        this.total = whole.last();
        this.totalMillis = Math.max(1, whole.end() - startedMillis);
        this.lately = recent.last() - recent.counts[0];
        this.latelyMillis = Math.max(1, recent.end() - recent.times[0]);
    }

    /** Sockets a minute in the last minutes; negative if they became fewer. */
    public double perMinute() {
        return lately * 60_000.0 / latelyMillis;
    }

    /**
     * Whether the count only grew, in the last minutes or in the whole run.
     *
     * @param lifetimeMillis how long such sockets lived that are closed; 0 if none is
     * @param ages of the open ones
     */
    boolean isSteady(double lifetimeMillis, long[] ages) {
        return isSteady(recent, lifetimeMillis, ages) || isSteady(whole, lifetimeMillis, ages);
    }

    private boolean isSteady(Curve curve, double lifetimeMillis, long[] ages) {
        long span = curve.end() - curve.times[0];
        if (span < spanMillis || span < LIFETIMES * lifetimeMillis) {
            return false;
        }
        int grown = steadyGrowth(curve);
        if (grown == 0) {
            return false;
        }
        int outlived = 0;
        for (long age : ages) {
            outlived += age > LIFETIMES * lifetimeMillis ? 1 : 0;
        }
        return outlived >= grown / 2; // otherwise there is more traffic, and each connection lives as long as ever
    }

    /** By how many the count grew, from the least in the first part to that in the last; 0 if it did not grow in each. */
    static int steadyGrowth(Curve curve) {
        int[] least = curve.leastOfParts();
        int grown = least[PARTS - 1] - least[0];
        if (grown < SMALLEST || grown * 100 < curve.last() * SMALLEST_PERCENT) {
            return 0;
        }
        int smallestStep = Math.max(1, grown / SMALLEST_SHARE);
        for (int part = 1; part < PARTS; part++) {
            if (least[part] - least[part - 1] < smallestStep) {
                return 0;
            }
        }
        boolean hasComeToRest = curve.last() - least[PARTS - 1] < smallestStep;
        return hasComeToRest ? 0 : grown;
    }

    /** A count at some times, the latest last. */
    static final class Curve {
        private final long[] times;
        private final int[] counts;
        private int size;

        Curve(int capacity) {
            times = new long[capacity];
            counts = new int[capacity];
        }

        void add(long time, int count) {
            times[size] = time;
            counts[size++] = count;
        }

        boolean isEmpty() {
            return size == 0;
        }

        private int last() {
            return counts[size - 1];
        }

        private long end() {
            return times[size - 1];
        }

        /** The least count in each quarter of the time: what is open for a moment only does not count. */
        private int[] leastOfParts() {
            int[] least = new int[PARTS];
            Arrays.fill(least, Integer.MAX_VALUE);
            long span = end() - times[0] + 1;
            for (int i = 0; i < size; i++) {
                int part = (int) ((times[i] - times[0]) * PARTS / span);
                least[part] = Math.min(least[part], counts[i]);
            }
            for (int part = 1; part < PARTS; part++) {
                if (least[part] == Integer.MAX_VALUE) {
                    least[part] = least[part - 1]; // no sample, no growth
                }
            }
            return least;
        }
    }
}
