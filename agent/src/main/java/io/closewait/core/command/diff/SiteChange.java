package io.closewait.core.command.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The leaks of one origin in two reports. Immutable. */
final class SiteChange {
    /** In the order in which they are shown. */
    enum Kind {
        NEW(true),
        GROWN(true),
        SHRUNK(true),
        GONE(true),
        UNCHANGED(false),
        /** By an option of the agent that made the later report. */
        ACCEPTED(false);

        final boolean isShown;

        Kind(boolean isShown) {
            this.isShown = isShown;
        }
    }

    private final Leaks before;
    private final Leaks after;

    SiteChange(Leaks before, Leaks after) {
        this.before = before;
        this.after = after;
    }

    Kind kind() {
        if (after.isAccepted()) {
            return Kind.ACCEPTED;
        }
        if (before.count() == 0) {
            return Kind.NEW;
        }
        if (after.count() == 0) {
            return Kind.GONE;
        }
        int difference = after.count() - before.count();
        return difference > 0 ? Kind.GROWN : difference < 0 ? Kind.SHRUNK : Kind.UNCHANGED;
    }

    /** By how many sockets it differs. */
    int size() {
        return Math.abs(after.count() - before.count());
    }

    List<String> lines() {
        Leaks shown = kind() == Kind.GONE ? before : after;
        boolean isOtherVerdict =
                kind() != Kind.NEW && kind() != Kind.GONE && !before.verdicts().equals(after.verdicts());
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-7s  %+d (%d -> %d)  %s%s; %s",
                kind().name().toLowerCase(Locale.ROOT),
                after.count() - before.count(),
                before.count(),
                after.count(),
                shown.verdicts(),
                isOtherVerdict ? " (was: " + before.verdicts() + ")" : "",
                shown.description()));
        if (!shown.lookAt().isEmpty()) {
            lines.add("  look at  " + shown.lookAt());
        }
        return lines;
    }
}
