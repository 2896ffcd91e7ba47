package io.closewait.it.soak;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code jcmd PID Thread.print} says of each thread. */
record ThreadDump(String text) {
    private static final Pattern WAITS =
            Pattern.compile("java\\.lang\\.Thread\\.State: (BLOCKED|WAITING|TIMED_WAITING)");
    private static final Pattern IN_AGENT = Pattern.compile("\\tat io\\.closewait\\.(core|hooks|launcher)\\.");

    /** Inside the write to standard error or a file. */
    private static final Pattern WRITES =
            Pattern.compile("\\tat (java\\.io\\.FileOutputStream\\.writeBytes|sun\\.nio\\.ch\\.\\w+\\.write0)\\(");

    private Stream<String> threads() {
        return Stream.of(text.split("\n\n")).filter(thread -> thread.startsWith("\""));
    }

    boolean has(String name) {
        return threads().anyMatch(thread -> thread.startsWith("\"" + name + "\""));
    }

    boolean reporterWaitsForReader() {
        return threads()
                .anyMatch(thread -> thread.startsWith("\"closewait-reporter\"")
                        && WRITES.matcher(thread).find()
                        && thread.contains("\tat io.closewait.core.log."));
    }

    /** There must be none. */
    List<String> applicationThreadsWaitingInAgent() {
        return threads()
                .filter(thread -> !thread.startsWith("\"closewait-"))
                .filter(thread ->
                        WAITS.matcher(thread).find() && IN_AGENT.matcher(thread).find())
                .toList();
    }
}
