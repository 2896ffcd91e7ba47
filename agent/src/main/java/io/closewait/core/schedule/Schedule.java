package io.closewait.core.schedule;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.diagnose.Report;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a report is due from what it is told: time, news, the number of leaks. Has no thread and no clock of its own.
 * Thread-safe. Times are nanoseconds of {@link System#nanoTime}.
 */
public final class Schedule {
    /** Sockets of one origin tend to leak together: a report waits this long for the others. */
    private static final long SETTLE_NANOS = 1_000_000_000L;

    @GuardedBy("this")
    private long interval = Duration.ofMinutes(1).toNanos();

    @GuardedBy("this")
    private @Nullable Duration every;

    @GuardedBy("this")
    private @Nullable Integer threshold;

    @GuardedBy("this")
    private boolean isThresholdArmed = true;

    @GuardedBy("this")
    private boolean hasNews;

    @GuardedBy("this")
    private long newsAt;

    @GuardedBy("this")
    private boolean hasReported;

    @GuardedBy("this")
    private long reportedAt;

    private final long startedAt;

    public Schedule(long now) {
        this.startedAt = now;
    }

    /**
     * The rules from now on.
     *
     * @param newEvery the period of reports that need no news; null for none
     * @param newThreshold the number of leaks that is worth a report at once; null for none
     */
    public synchronized void rules(Duration newInterval, @Nullable Duration newEvery, @Nullable Integer newThreshold) {
        interval = newInterval.toNanos();
        every = newEvery;
        threshold = newThreshold;
    }

    /** Leaks came or ended. */
    public synchronized void news(long now) {
        if (!hasNews) {
            hasNews = true;
            newsAt = now;
        }
    }

    /** How long until a report of the news is due: 0 if it is, {@link Long#MAX_VALUE} if there are none. */
    public synchronized long nanosToNews(long now) {
        if (!hasNews) {
            return Long.MAX_VALUE;
        }
        long settled = newsAt + SETTLE_NANOS - now;
        long allowed = hasReported ? reportedAt + interval - now : 0;
        return Math.max(0, Math.max(settled, allowed));
    }

    /**
     * Why a report is due now, null if none is. The answer about the threshold is given once: it is armed again when there
     * are fewer leaks.
     */
    public synchronized Report.@Nullable Reason due(long now, int leaked) {
        if (crossesThreshold(leaked)) {
            return Report.Reason.THRESHOLD;
        }
        if (nanosToNews(now) == 0) {
            return Report.Reason.CHANGE;
        }
        boolean isPeriodOver =
                every != null && now - (hasReported ? reportedAt : startedAt) >= Math.max(every.toNanos(), 1);
        return isPeriodOver ? Report.Reason.PERIOD : null;
    }

    @GuardedBy("this")
    private boolean crossesThreshold(int leaked) {
        if (threshold == null || leaked < threshold) {
            isThresholdArmed = true;
            return false;
        }
        boolean crosses = isThresholdArmed;
        isThresholdArmed = false;
        return crosses;
    }

    /** A report is about to tell everything up to now, for whatever reason it is made. */
    public synchronized void reported(long now) {
        hasNews = false;
        hasReported = true;
        reportedAt = now;
    }
}
