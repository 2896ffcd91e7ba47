package io.closewait.core.schedule;

import java.util.function.BooleanSupplier;

/**
 * When a census is due that nobody asked for. Each costs some microseconds a descriptor: the more there are, the rarer it is, and
 * rarer still without a sign that it would find something. For the reporter's thread. Times are nanoseconds of
 * {@link System#nanoTime}.
 */
public final class CensusSchedule {
    /** Censuses take at most one part in so many of a processor's time, however expensive each is. */
    private static final long SHARE = 500;
    /** Without a sign of news the pause is so many times as long. */
    private static final long CALM = 4;
    /** What a census costs for each socket, until it was measured. */
    private static final long ASSUMED_NANOS = 20_000;

    private final CostShare cost = new CostShare(SHARE);
    private long pause;
    private long lastAt;
    private boolean isWanted;
    private boolean hasLooked;
    private long lookedAt;

    /**
     * The reporter begins.
     *
     * @param isWantedNow whether the first one is due at once: of sockets that no hook saw being opened only a census knows
     */
    public void begin(long now, boolean isWantedNow) {
        lastAt = now;
        isWanted = isWantedNow;
    }

    /**
     * @param interval the shortest time between two in nanoseconds
     * @param sockets how many are open
     * @param signs whether there may be something that only a census sees; asked when the answer depends on it, and once an
     *     interval
     */
    public boolean isDue(long now, long interval, long sockets, BooleanSupplier signs) {
        if (isWanted) {
            return true;
        }
        long since = now - lastAt;
        if (since < Math.max(interval, pause)) {
            return false;
        }
        long calm = CALM * (pause == 0 ? ASSUMED_NANOS * sockets * SHARE : pause);
        return since >= calm || hasSigns(now, interval, signs);
    }

    /** Looking for signs costs milliseconds beside tens of thousands of connections: once an interval. */
    private boolean hasSigns(long now, long interval, BooleanSupplier signs) {
        if (hasLooked && now - lookedAt < interval) {
            return false;
        }
        hasLooked = true;
        lookedAt = now;
        return signs.getAsBoolean();
    }

    /**
     * One was taken.
     *
     * @param descriptors how many it was of: one of few says little of the cost of one of many
     */
    public void taken(long from, long to, long descriptors) {
        isWanted = false;
        lastAt = from;
        cost.done(to - from, descriptors);
        pause = cost.pause(descriptors);
    }
}
