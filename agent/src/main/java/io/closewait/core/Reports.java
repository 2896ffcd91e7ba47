package io.closewait.core;

import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Report;
import org.jspecify.annotations.Nullable;

/** Makes reports and keeps the latest one. Safe for use by several threads. */
final class Reports {
    private final Diagnosis diagnosis;
    private final String detector;
    private volatile @Nullable Report latest;

    /** @param detector what it is called in a report */
    Reports(Diagnosis diagnosis, String detector) {
        this.diagnosis = diagnosis;
        this.detector = detector;
    }

    /**
     * A report of this moment.
     *
     * @param isFinal whether the next one's growth and ended leaks count from this one on
     */
    Report make(Report.Reason reason, boolean isFinal) {
        Report report = diagnosis.report(reason, detector, isFinal);
        latest = report;
        return report;
    }

    /**
     * A report for somebody who asked; it is not published.
     *
     * @param maxAgeMillis how old it may be
     */
    Report recent(long maxAgeMillis) {
        Report last = latest;
        boolean isFresh = last != null && System.currentTimeMillis() - last.atMillis < maxAgeMillis;
        return isFresh && last != null ? last : make(Report.Reason.REQUEST, false);
    }

    /** Whether the latest has something to tell, or leaks have ended that none has told of. */
    boolean hasNews() {
        Report last = latest;
        return diagnosis.hasEnded() || (last != null && last.hasNews());
    }

    /** How many sockets leak by the latest, known leaks not counted. */
    int leaks() {
        Report last = latest;
        int sockets = 0;
        if (last != null) {
            for (LeakGroup group : last.leaks) {
                sockets += group.count;
            }
        }
        return sockets;
    }
}
