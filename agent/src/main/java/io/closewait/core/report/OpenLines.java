package io.closewait.core.report;

import static io.closewait.core.report.TextReport.plural;
import static io.closewait.core.report.TextReport.sockets;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Growth;
import io.closewait.core.diagnose.OpenOrigin;
import io.closewait.core.diagnose.Report;
import io.closewait.core.kernel.Census;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the text report says of those who hold descriptors, leaks or not: nothing while there are plenty and no origin grows. */
final class OpenLines {
    private static final int MAX_ORIGINS = 10;
    /** Whose stacks are shown: the others have their line. */
    private static final int MAX_STACKS = 3;

    /** Over less than this a rate is chance. */
    private static final long SHORTEST_RATE_MILLIS = 5000;

    private OpenLines() {}

    /** The first line of a report when descriptors are short: what is short, how much of it, and who holds most. */
    static String alarm(Report report) {
        Census kernel = report.kernel;
        if (!kernel.isAvailable()) {
            return "the process is running out of file descriptors" + most(report);
        }
        List<String> kinds = new ArrayList<>();
        kernel.descriptors().entrySet().stream()
                .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
                .forEach(kind -> kinds.add(plural(kind.getValue(), kind.getKey())));
        return kernel.descriptorCount() + " of " + kernel.descriptorLimit() + " file descriptors are in use: "
                + String.join(", ", kinds) + most(report);
    }

    private static String most(Report report) {
        OpenOrigin origin = report.open.all.isEmpty() ? null : report.open.all.get(0);
        for (Map.Entry<String, Integer> path : report.kernel.paths().entrySet()) {
            if (origin == null || path.getValue() > origin.count) {
                return "; most open files: " + path.getValue() + " of " + path.getKey();
            }
            break;
        }
        return origin == null ? "" : "; the most from one place: " + sockets(origin.count) + " " + origin.place();
    }

    /** A line of the heading for origins that only grow, or none. */
    static List<String> heading(Report report) {
        int growing = report.open.growing.size();
        if (growing == 0) {
            return Collections.emptyList();
        }
        long millis = report.open.exhaustedInMillis;
        return Collections.singletonList("  growing  "
                + plural(growing, "origin") + ", whose open sockets keep growing in number, see below"
                + (millis < 0 ? "" : "; at this rate descriptors run out in " + Ages.text(millis)));
    }

    /**
     * Who holds the descriptors, or at least those that grow.
     *
     * @param isWanted whether all are asked for
     */
    static List<String> section(Report report, boolean isWanted, Frames frames) {
        List<String> lines = new ArrayList<>();
        boolean areAllShown = isWanted || report.areDescriptorsShort();
        List<OpenOrigin> origins = areAllShown ? report.open.all : report.open.growing;
        if (origins.isEmpty() && !(areAllShown && !report.kernel.paths().isEmpty())) {
            return lines;
        }
        lines.add("");
        lines.add(
                areAllShown
                        ? "open sockets by origin, leaks or not"
                        : "open sockets whose number keeps growing, not leaks yet");
        int shown = Math.min(MAX_ORIGINS, origins.size());
        for (int i = 0; i < shown; i++) {
            origin(origins.get(i), i < MAX_STACKS, frames, lines);
        }
        if (shown < origins.size()) {
            lines.add("  ... " + (origins.size() - shown) + " more in the JSON report");
        }
        if (areAllShown) {
            report.kernel.paths().forEach((path, count) -> lines.add("  files    " + count + " of " + path));
        }
        return lines;
    }

    private static void origin(OpenOrigin origin, boolean withStack, Frames frames, List<String> lines) {
        lines.add("  " + sockets(origin.count) + " " + origin.place() + (origin.isGrowing ? ", GROWING" : ""));
        lines.add("      " + (origin.leaked == 0 ? "" : origin.leaked + " of them leaked; ")
                + (origin.percentOfLimit < 0 ? "" : rounded(origin.percentOfLimit) + "% of the descriptor limit; ")
                + growth(origin.growth));
        lines.add("      oldest: " + Ages.text(origin.oldestMillis) + "; half of them unused for "
                + Ages.text(origin.idleMillis) + "; " + counts(origin.states)
                + (origin.peers.isEmpty() ? "" : "; peers " + counts(origin.peers)));
        Site site = origin.listener != null ? origin.listener : origin.site;
        if (withStack && site != null) {
            Moment moment = origin.listener != null
                    ? Moment.LISTENER_OPENED
                    : origin.accepted ? Moment.ACCEPTED : Moment.OPENED;
            lines.addAll(StackLines.of(Collections.singletonMap(moment, site), moment, origin.lookAt, frames));
        }
    }

    private static String growth(Growth growth) {
        String rate =
                growth.latelyMillis < SHORTEST_RATE_MILLIS ? "" : " (" + rounded(growth.perMinute()) + " per minute)";
        return signed(growth.lately) + " in the last " + Ages.text(growth.latelyMillis) + rate + ", "
                + signed(growth.total) + " since the agent started " + Ages.text(growth.totalMillis) + " ago";
    }

    private static String signed(int number) {
        return number > 0 ? "+" + number : String.valueOf(number);
    }

    private static String rounded(double number) {
        return Math.abs(number) >= 10 ? String.valueOf(Math.round(number)) : String.format(Locale.ROOT, "%.1f", number);
    }

    private static String counts(Map<String, Integer> counts) {
        List<String> texts = new ArrayList<>();
        counts.forEach((name, count) -> texts.add(name + " (" + count + ")"));
        return String.join(", ", texts);
    }
}
