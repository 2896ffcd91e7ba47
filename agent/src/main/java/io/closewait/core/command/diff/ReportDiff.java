package io.closewait.core.command.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How the leaks of a later report differ from those of an earlier one. Immutable. */
public final class ReportDiff {
    private final ReportFile earlier;
    private final ReportFile later;
    private final List<SiteChange> changes = new ArrayList<>();

    private ReportDiff(ReportFile earlier, ReportFile later) {
        this.earlier = earlier;
        this.later = later;
        Set<String> origins = new LinkedHashSet<>(later.leaks().keySet());
        origins.addAll(earlier.leaks().keySet());
        for (String origin : origins) {
            changes.add(new SiteChange(
                    earlier.leaks().getOrDefault(origin, Leaks.NONE),
                    later.leaks().getOrDefault(origin, Leaks.NONE)));
        }
        changes.sort(Comparator.comparing(SiteChange::kind).thenComparing(SiteChange::size, Comparator.reverseOrder()));
    }

    public static ReportDiff between(ReportFile earlier, ReportFile later) {
        return new ReportDiff(earlier, later);
    }

    /** Whether anything is new or has grown. */
    public boolean isWorse() {
        return count(SiteChange.Kind.NEW) + count(SiteChange.Kind.GROWN) > 0;
    }

    private long count(SiteChange.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /** The comparison for people; sites that leak as before, or are accepted, are only counted. */
    public List<String> lines() {
        List<String> counts = new ArrayList<>();
        for (SiteChange.Kind kind : SiteChange.Kind.values()) {
            counts.add(count(kind) + " " + kind.name().toLowerCase(Locale.ROOT));
        }
        List<String> lines = new ArrayList<>();
        lines.add("closewait: sites: " + String.join(", ", counts) + "; sockets: " + earlier.total() + " -> "
                + later.total());
        lines.add("  earlier  " + earlier);
        lines.add("  later    " + later);
        for (SiteChange change : changes) {
            if (change.kind().isShown) {
                lines.addAll(change.lines());
            }
        }
        return lines;
    }
}
