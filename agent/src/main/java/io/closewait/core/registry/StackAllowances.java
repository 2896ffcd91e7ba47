package io.closewait.core.registry;

import org.jspecify.annotations.Nullable;

/** How many stacks a second are captured where healthy sockets pass, too. Safe for application threads, without a lock. */
public final class StackAllowances {
    /**
     * The end of stream, the first use by another thread than the one that opened, the close of a channel that a selector frees a
     * moment later: a service with few connections gets full evidence from the first leak on; one with thousands a second hardly
     * notices.
     */
    private static final int STACKS_A_SECOND = 100;

    private static final int STACKS_AT_ONCE = 25;

    /**
     * Every opening leaves its stack unless there are more than this a second, and have been for so long that the reserve is
     * used up. A client has 28,232 ports by default and each rests for 60 s after its connection (Linux), so one that opens 471 a second
     * to one peer for long runs out of them: only programs that load others get here.
     */
    public static final int OPENINGS_A_SECOND = 2_000;

    private static final int OPENINGS_AT_ONCE = 20_000;

    private final Allowance openings;
    private final Allowance closings;
    private final Allowance endsOfStream;
    private final Allowance firstUses;

    StackAllowances(CoarseClock clock) {
        openings = new Allowance(clock, OPENINGS_A_SECOND, OPENINGS_AT_ONCE);
        closings = new Allowance(clock, STACKS_A_SECOND, STACKS_AT_ONCE);
        endsOfStream = new Allowance(clock, STACKS_A_SECOND, STACKS_AT_ONCE);
        firstUses = new Allowance(clock, STACKS_A_SECOND, STACKS_AT_ONCE);
    }

    /** The current thread's stack at an opening; null if there are too many. */
    @Nullable
    StackCapture opening() {
        return openings.take() ? new StackCapture() : null;
    }

    /** The same at a close that may not be the last. */
    @Nullable
    StackCapture closing() {
        return closings.take() ? new StackCapture() : null;
    }

    /** Whether a stack may be captured at the end of stream. */
    boolean takeEndOfStream() {
        return endsOfStream.take();
    }

    /** Whether a stack may be captured at a first use. */
    boolean takeFirstUse() {
        return firstUses.take();
    }
}
