package io.closewait.it.soak;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summarizingLong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How long the JVM stopped all its threads, in nanoseconds, by what it did meanwhile: {@code -Xlog:safepoint} says so from JDK 17
 * on, in this form.
 */
record Safepoints(Map<String, LongSummaryStatistics> nanosByOperation) {
    /** The oldest JDK whose log has this form. */
    static final int FROM = 17;

    private static final Pattern LINE = Pattern.compile("Safepoint \"(\\w+)\",.* Total: +(\\d+) ns");

    /** The JVM's option that has them logged. */
    static String option(Path log) {
        return "-Xlog:safepoint:file=" + log;
    }

    static Safepoints read(Path log) throws IOException {
        return new Safepoints(LINE.matcher(Files.readString(log))
                .results()
                .collect(groupingBy(
                        (MatchResult stop) -> stop.group(1),
                        TreeMap::new,
                        summarizingLong(stop -> Long.parseLong(stop.group(2))))));
    }

    /** All zero if the JVM did not stop for this. */
    LongSummaryStatistics of(String operation) {
        return nanosByOperation.getOrDefault(operation, new LongSummaryStatistics());
    }
}
