package io.closewait.core.schedule;

import io.closewait.core.kernel.PortUse;
import java.net.BindException;

/**
 * Notices that local ports to a peer run out, and repeats itself less and less often while it stays so. The kernel is asked when a
 * connect has failed for lack of an address, or when so many connections are open or were closed lately that it may soon.
 * <p>
 * {@link #connectFailed} and {@link #hasFailure} may be called by any thread, everything else by the reporter's. Times are
 * nanoseconds of {@link System#nanoTime}.
 */
public final class PortAlarm {
    /** There is alarm when this percentage of the range is taken for one peer. */
    private static final int SHORT_PERCENT = 90;
    /** The same when a connect has failed: connections that are over by now may have taken the rest. */
    private static final int SHORT_PERCENT_AFTER_FAILURE = 50;
    /** From which percentage of the range on, by the agent's own count, the kernel is asked. */
    private static final int LOOK_PERCENT = 70;

    private static final long SHORTEST_LOOK = 10_000_000_000L;
    /** Reading the kernel's table may take this part of a processor's time. A failed connect does not wait for it. */
    private static final long LOOK_SHARE = 2000;
    /** A new connection's peer is known a second after it was opened: until then a failure is not forgotten. */
    private static final long FAILURE_NANOS = 3_000_000_000L;

    private static final long FIRST_PAUSE = 60_000_000_000L;
    private static final long LONGEST_PAUSE = 3_600_000_000_000L;

    private final PortCount process;
    private final CostShare lookCost = new CostShare(LOOK_SHARE);
    private volatile boolean hasConnectFailed;
    private volatile boolean isFailureOpen;
    private long failedAt;
    private long nextLook;
    private int range = -1;
    private boolean isRaised;
    private long pause = FIRST_PAUSE;
    private long silentUntil;

    /** @param now the time of the agent's start */
    public PortAlarm(PortCount process, long now) {
        this.process = process;
        this.nextLook = now;
    }

    /**
     * Whether a connect failed with {@code EADDRNOTAVAIL}. JDK 8 and Netty throw it as other exceptions; the text is the C
     * library's, in the language of the JVM's locale.
     */
    public static boolean isOfPorts(Throwable failure) {
        String text = failure.getMessage();
        return failure instanceof BindException || (text != null && text.contains("Cannot assign requested address"));
    }

    /** A connect failed with {@code EADDRNOTAVAIL}. A plain store. */
    public void connectFailed() {
        hasConnectFailed = true;
    }

    /** Whether a connect has failed of which nobody knows yet whether ports were short. */
    public boolean hasFailure() {
        return hasConnectFailed || isFailureOpen;
    }

    /**
     * Whether there is alarm that nobody has heard of.
     *
     * @param connections how many the agent knows of, open or closed first by this side in the last minute
     */
    public boolean isRaised(long now, long connections) {
        if (hasConnectFailed) {
            hasConnectFailed = false;
            isFailureOpen = true;
            failedAt = now;
        }
        if (isRaised && now - silentUntil < 0) {
            isFailureOpen = false;
            return false;
        }
        boolean isNear = range < 0 || connections * 100 >= (long) range * LOOK_PERCENT;
        if (!isFailureOpen && !(isNear && now - nextLook >= 0)) {
            isRaised &= isNear;
            return false;
        }
        boolean isShort =
                look(now, connections).shortest(isFailureOpen ? SHORT_PERCENT_AFTER_FAILURE : SHORT_PERCENT) != null;
        isFailureOpen &= !isShort && now - failedAt < FAILURE_NANOS;
        if (isShort) {
            pause = isRaised ? Math.min(2 * pause, LONGEST_PAUSE) : FIRST_PAUSE;
            silentUntil = now + pause;
        }
        isRaised = isShort;
        return isShort;
    }

    private PortUse look(long now, long connections) {
        long before = System.nanoTime();
        PortUse use = process.ports();
        lookCost.done(System.nanoTime() - before, connections);
        nextLook = now + Math.max(SHORTEST_LOOK, lookCost.pause(connections));
        range = use.settings.range();
        return use;
    }
}
