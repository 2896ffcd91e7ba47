package io.closewait.it.soak;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The figures before and after, as Markdown: printed, and kept in {@code it/target/soak}. */
final class SoakTable {
    /** The program's numbers that a person wants to see, and what they are called. */
    private static final Map<String, String> OF_THE_AGENT = Map.of(
            "Open", "sockets on record",
            "Sites", "sites",
            "OpenedTotal", "sockets opened",
            "ClosedTotal", "sockets closed");

    private final StringBuilder text = new StringBuilder();

    SoakTable(Jdk jdk, SoakRun with, SoakRun without) {
        row("JDK " + jdk.version() + ", " + with.end().get("connections") + " connections", "before", "half", "after");
        row("---", "---", "---", "---");
        row("heap after collections, KB", with, "heap", 1024);
        row("the same without the agent", without, "heap", 1024);
        row("descriptors", with, "descriptors", 1);
        for (String key : new String[] {"Open", "Sites", "OpenedTotal", "ClosedTotal"}) {
            row(OF_THE_AGENT.getOrDefault(key, key), with, key, 1);
        }
        text.append('\n');
        row("", "with the agent", "without");
        row("---", "---", "---");
        row(
                "seconds",
                tenths(with.end().get("millis") / 1000.0),
                tenths(without.end().get("millis") / 1000.0));
        row(
                "connections a second",
                whole(with.end().perSecond()),
                whole(without.end().perSecond()));
        row("longest pause seen, ms", pause(with), pause(without));
    }

    /** What all threads were stopped for: how often, and the longest, with the agent and without. */
    void stops(Safepoints with, Safepoints without) {
        text.append('\n');
        row("all threads stopped for", "with: times", "longest, ms", "without: times", "longest, ms");
        row("---", "---", "---", "---", "---");
        Set<String> operations = new TreeSet<>(with.nanosByOperation().keySet());
        operations.addAll(without.nanosByOperation().keySet());
        for (String operation : operations) {
            LongSummaryStatistics ours = with.of(operation);
            LongSummaryStatistics others = without.of(operation);
            row(operation, times(ours), longest(ours), times(others), longest(others));
        }
    }

    private static String times(LongSummaryStatistics stops) {
        return String.valueOf(stops.getCount());
    }

    private static String longest(LongSummaryStatistics nanos) {
        return nanos.getCount() == 0 ? "" : tenths(nanos.getMax() / 1e6);
    }

    private void row(String name, SoakRun run, String key, long unit) {
        row(name, at(run.start(), key, unit), at(run.middle(), key, unit), at(run.end(), key, unit));
    }

    private static String at(Mark mark, String key, long unit) {
        return String.valueOf(mark.get(key) / unit);
    }

    private static String pause(SoakRun run) {
        return tenths(run.end().get("pauseMicros") / 1000.0);
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    void publish(Jdk jdk) throws IOException {
        Path folder = Files.createDirectories(Artifacts.project().resolve("it/target/soak"));
        Files.writeString(folder.resolve("jdk-" + jdk.feature() + ".md"), text);
        System.out.println(text);
    }
}
