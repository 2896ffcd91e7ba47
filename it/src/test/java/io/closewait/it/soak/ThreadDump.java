package io.closewait.it.soak;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the JVM's {@code Thread.print} says of each thread. */
record ThreadDump(String text) {
    private static final Pattern WAITS =
            Pattern.compile("java\\.lang\\.Thread\\.State: (BLOCKED|WAITING|TIMED_WAITING)");
    private static final Pattern IN_AGENT = Pattern.compile("\\tat io\\.closewait\\.(core|hooks|launcher)\\.");

    /** Inside the write to standard error or a file. */
    private static final Pattern WRITES =
            Pattern.compile("\\tat (java\\.io\\.FileOutputStream\\.writeBytes|sun\\.nio\\.ch\\.\\w+\\.write0)\\(");

    /** Inside a call for a file. */
    private static final Pattern FILES = Pattern.compile(
            "\\tat (java\\.io\\.FileOutputStream|sun\\.nio\\.(ch|fs)\\.\\w+)\\.\\w+\\(.*Native Method\\)");

    /** Inside the write to a socket, before and since JDK 13. */
    private static final Pattern SENDS = Pattern.compile(
            "\\tat (java\\.net\\.SocketOutputStream\\.socketWrite0|sun\\.nio\\.ch\\.NioSocketImpl\\.implWrite)\\(");

    private Stream<String> threads() {
        return Stream.of(text.split("\n\n")).filter(thread -> thread.startsWith("\""));
    }

    boolean has(String name) {
        return threads().anyMatch(thread -> thread.startsWith("\"" + name + "\""));
    }

    boolean logWaitsForReader() {
        return threads()
                .anyMatch(thread -> thread.startsWith("\"closewait-log\"")
                        && WRITES.matcher(thread).find());
    }

    boolean reporterWaitsForDisk() {
        return threads()
                .anyMatch(thread -> thread.startsWith("\"closewait-reporter\"")
                        && FILES.matcher(thread).find());
    }

    /** A thread of the JMX server writes to a client that does not read. */
    boolean answerWaitsForReader() {
        return threads()
                .anyMatch(thread -> thread.startsWith("\"RMI TCP Connection")
                        && SENDS.matcher(thread).find());
    }

    /** There must be none. Who asks the agent through JMX is no part of the application. */
    List<String> applicationThreadsWaitingInAgent() {
        return threads()
                .filter(thread -> !thread.startsWith("\"closewait-") && !thread.startsWith("\"RMI TCP Connection"))
                .filter(thread ->
                        WAITS.matcher(thread).find() && IN_AGENT.matcher(thread).find())
                .toList();
    }
}
