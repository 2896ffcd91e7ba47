package io.closewait.core.schedule;

/**
 * When a census is due that nobody asked for. Each costs some microseconds a descriptor: the more there are, the rarer it is. For
 * the reporter's thread. Times are nanoseconds of {@link System#nanoTime}.
 */
public final class CensusSchedule {
    /** Censuses take at most one part in so many of a processor's time, however expensive each is. */
    private static final long SHARE = 500;

    private final CostShare cost = new CostShare(SHARE);
    private long pause;
    private long lastAt;
    private boolean isWanted;

    /**
     * The reporter begins.
     *
     * @param isWantedNow whether the first one is due at once: of sockets that no hook saw being opened only a census knows
     */
    public void begin(long now, boolean isWantedNow) {
        lastAt = now;
        isWanted = isWantedNow;
    }

    /** @param interval the shortest time between two in nanoseconds */
    public boolean isDue(long now, long interval) {
        return isWanted || now - lastAt >= Math.max(interval, pause);
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
