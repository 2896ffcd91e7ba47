package io.closewait.core.schedule;

/**
 * How long to pause after some work so that it takes at most a share of a processor's time, however expensive it is. For one thread.
 * Times are nanoseconds.
 */
public final class CostShare {
    private final long share;
    /** The least so far: a thread that had to wait for its processor looks expensive. */
    private long cost;

    private boolean hasBeenDone;

    /** @param share the work takes one part in so many */
    public CostShare(long share) {
        this.share = share;
    }

    /** The work was done once. The first time does not count, since it runs code that is not compiled yet. */
    public void done(long from, long to) {
        if (hasBeenDone) {
            cost = cost == 0 ? to - from : Math.min(cost, to - from);
        }
        hasBeenDone = true;
    }

    /** 0 until it was done twice. */
    public long pause() {
        return cost * share;
    }
}
