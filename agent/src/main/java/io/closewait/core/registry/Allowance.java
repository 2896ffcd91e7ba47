package io.closewait.core.registry;

/**
 * So many of something expensive a second, and a reserve of so many for a burst; the time is the {@link CoarseClock}'s. Racy on
 * purpose: threads that take at the same moment may get a few more than allowed, and never wait for each other.
 */
final class Allowance {
    private final long nanosForOne;
    private final int reserve;
    private final CoarseClock clock;
    private long filledAt;
    private int left;

    Allowance(CoarseClock clock, int perSecond, int reserve) {
        this.clock = clock;
        this.filledAt = clock.now();
        this.nanosForOne = 1_000_000_000L / perSecond;
        this.reserve = reserve;
        this.left = reserve;
    }

    boolean take() {
        long now = clock.now();
        if (now != filledAt) {
            refill(now);
        }
        int before = left;
        if (before <= 0) {
            return false;
        }
        left = before - 1;
        return true;
    }

    private void refill(long now) {
        long earned = (now - filledAt) / nanosForOne;
        if (earned > 0) {
            filledAt = now;
            left = (int) Math.min(reserve, left + earned);
        }
    }
}
