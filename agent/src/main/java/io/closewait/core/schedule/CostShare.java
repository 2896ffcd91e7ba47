package io.closewait.core.schedule;

/**
 * How long to pause after some work so that it takes at most a share of a processor's time, however expensive it is. For one thread.
 * Times are nanoseconds.
 */
public final class CostShare {
    /** Doubled with each time that counts: the longest pause. Otherwise one slow time at the start would stop the work for minutes. */
    private static final long LONGEST_AT_FIRST = 1_000_000_000L;
    /** By then the longest pause is longer than a program runs. */
    private static final int MOST_DOUBLINGS = 30;

    private final long share;
    /** Of one unit, the least so far: a thread that had to wait for its processor looks expensive. */
    private double cost;

    private int timesMeasured;
    private boolean hasBeenDone;

    /** @param share the work takes one part in so many */
    public CostShare(long share) {
        this.share = share;
    }

    /**
     * The work was done once. The first time does not count, since it runs code that is not compiled yet.
     *
     * @param units what the cost grows with, such as sockets
     */
    public void done(long nanos, long units) {
        if (hasBeenDone) {
            double ofOne = nanos / (double) Math.max(1, units);
            cost = timesMeasured == 0 ? ofOne : Math.min(cost, ofOne);
            timesMeasured = Math.min(timesMeasured + 1, MOST_DOUBLINGS);
        }
        hasBeenDone = true;
    }

    /** How long to pause after so many units; 0 until the work was done twice. */
    public long pause(long units) {
        return Math.min((long) (cost * Math.max(1, units) * share), LONGEST_AT_FIRST << timesMeasured);
    }
}
