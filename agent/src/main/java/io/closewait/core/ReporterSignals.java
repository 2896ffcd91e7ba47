package io.closewait.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** What other threads tell the reporter's thread: that there is something to do, or that it is time to end. */
final class ReporterSignals {
    private static final long LONGEST_WAIT_MILLIS = 1000;

    @GuardedBy("this")
    private boolean isReportWanted;

    @GuardedBy("this")
    private boolean mustEnd;

    @GuardedBy("this")
    private boolean hasEnded;

    /** There may be something to do. */
    synchronized void wake() {
        notifyAll();
    }

    /** Somebody wants a report. */
    synchronized void wantReport() {
        isReportWanted = true;
        notifyAll();
    }

    /** Whether somebody has wanted a report since the last call. */
    synchronized boolean takeWish() {
        boolean isWanted = isReportWanted;
        isReportWanted = false;
        return isWanted;
    }

    /** The reporter's thread is to end soon. */
    synchronized void end() {
        mustEnd = true;
        notifyAll();
    }

    /**
     * Waits for something to do, a second at most.
     *
     * @return false when it is time to end
     */
    @SuppressWarnings("WaitNotInLoop") // a spurious wakeup is a turn without news
    synchronized boolean await(long millis) throws InterruptedException {
        if (!mustEnd && !isReportWanted) {
            wait(Math.min(LONGEST_WAIT_MILLIS, Math.max(1, millis)));
        }
        return !mustEnd;
    }

    /** The reporter's thread has done its last work. */
    synchronized void ended() {
        hasEnded = true;
        notifyAll();
    }

    /** Waits for {@link #ended}, but only so long. */
    synchronized void awaitEnd(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; !hasEnded && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException jvmEndsNow) {
            Thread.currentThread().interrupt();
        }
    }
}
