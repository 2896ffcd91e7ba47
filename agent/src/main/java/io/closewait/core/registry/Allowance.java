package io.closewait.core.registry;

/**
 * So many of something dear for each tick of the {@link CoarseClock}. Racy on purpose: threads that take at the same moment may
 * get a few more than allowed, and never wait for each other.
 */
final class Allowance {
    private final int perTick;
    private long tick;
    private int left;

    Allowance(int perTick) {
        this.perTick = perTick;
    }

    boolean take() {
        long now = CoarseClock.now();
        if (tick != now) {
            tick = now;
            left = perTick;
        }
        return left-- > 0;
    }
}
