package io.closewait.core.schedule;

import io.closewait.core.kernel.DescriptorCount;

/**
 * Notices that the process is running out of file descriptors, and repeats itself less and less often while it stays so. Listing the
 * descriptors costs some microseconds each; between two listings their number is estimated from the sockets that came and went.
 * <p>
 * {@link #openFailed} and {@link #percentage} may be called by any thread, everything else by the reporter's. Times are
 * nanoseconds of {@link System#nanoTime}.
 */
public final class DescriptorAlarm {
    /** Listing may take one five-thousandth of the processor's time. */
    private static final long LISTING_SHARE = 5000;

    private static final long FIRST_PAUSE = 60_000_000_000L;
    private static final long LONGEST_PAUSE = 3_600_000_000_000L;
    /** A failed open is put down to the limit when at most this many descriptors were left when they were listed soon after. */
    private static final int NEARLY_NONE = 8;

    private final DescriptorCount process;
    private volatile boolean hasOpenFailed;
    private volatile int percentage;
    private int listed = -1;
    private int socketsWhenListed;
    private long nextListing;
    private final CostShare listingCost = new CostShare(LISTING_SHARE);
    private boolean isRaised;
    /** Whether the alarm was about an open that failed already: worse than the percentage. */
    private boolean wasExhausted;

    private long pause = FIRST_PAUSE;
    private long silentUntil;

    /** @param now the time of the agent's start */
    public DescriptorAlarm(DescriptorCount process, long now) {
        this.process = process;
        this.nextListing = now;
    }

    /** From which percentage of the limit on there is alarm. */
    public void percentage(int newPercentage) {
        percentage = newPercentage;
    }

    /** A call that needed a new descriptor failed, for whatever reason. A plain store. */
    public void openFailed() {
        hasOpenFailed = true;
    }

    /**
     * Whether there is alarm that nobody has heard of.
     *
     * @param sockets open sockets that the agent knows of
     */
    public boolean isRaised(long now, int sockets) {
        long limit = process.descriptorLimit();
        if (limit <= 0) {
            return false;
        }
        boolean failed = hasOpenFailed;
        hasOpenFailed = false;
        long estimate = listed + (long) sockets - socketsWhenListed;
        if (failed || now - nextListing >= 0 || (isOver(estimate, limit) && !isOver(listed, limit))) {
            list(now, sockets);
        }
        boolean isExhausted = listed >= 0 && failed && limit - listed <= NEARLY_NONE;
        boolean isShort = isExhausted || (listed >= 0 && isOver(listed, limit));
        if (!isShort) {
            isRaised = false;
            wasExhausted = false;
            pause = FIRST_PAUSE;
            return false;
        }
        boolean isWorse = isExhausted && !wasExhausted;
        if (isRaised && !isWorse && now - silentUntil < 0) {
            return false;
        }
        wasExhausted |= isExhausted;
        pause = isRaised && !isWorse ? Math.min(2 * pause, LONGEST_PAUSE) : FIRST_PAUSE;
        silentUntil = now + pause;
        isRaised = true;
        return true;
    }

    private boolean isOver(long count, long limit) {
        return count * 100 >= limit * percentage;
    }

    private void list(long now, int sockets) {
        long before = System.nanoTime();
        listed = process.descriptors();
        socketsWhenListed = sockets;
        listingCost.done(System.nanoTime() - before, listed);
        nextListing = now + Math.max(1_000_000_000L, listingCost.pause(listed));
    }
}
