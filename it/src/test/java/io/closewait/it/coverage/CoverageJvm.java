package io.closewait.it.coverage;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.harness.Keystore;
import io.closewait.it.harness.Patience;
import io.closewait.it.programs.CoverageProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A JVM that runs {@link CoverageProgram}, and does what it is told. */
final class CoverageJvm implements AutoCloseable {
    /** So that a case takes seconds. */
    private static final List<String> OPTIONS = List.of("grace=100ms", "leakAfter=1s", "interval=1s");

    /** Long enough for every socket of a program to become a leak. */
    private static final long LATER_MILLIS = 3_000;

    private static final Duration PATIENCE = Patience.ofSeconds(30);

    private final ForkedJvm jvm;
    private final int left;
    private final int open;
    private int commands;

    private CoverageJvm(ForkedJvm jvm, Matcher ready) {
        this.jvm = jvm;
        this.left = Integer.parseInt(ready.group(1));
        this.open = Integer.parseInt(ready.group(2));
    }

    /** Starts the program with the agent and waits until its sockets are open and the peers have left. */
    static CoverageJvm start(Jdk jdk, Row.Library library, int sockets, String... rows) throws IOException {
        // Whoever looks at all JVMs of the machine would open a listener for JMX in this one.
        Fork fork = Fork.on(jdk).agent(options()).jvmOption("-XX:+DisableAttachMechanism");
        return start(fork, classPath(library), sockets, rows);
    }

    /** The agent's options, as on a command line. */
    static String[] options() {
        return OPTIONS.toArray(new String[0]);
    }

    /** The same without the agent. */
    static CoverageJvm startBare(Jdk jdk, int sockets, String... rows) throws IOException {
        return start(Fork.on(jdk), classPath(Row.Library.NONE), sockets, rows);
    }

    private static CoverageJvm start(Fork fork, String classPath, int sockets, String... rows) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-Dit.keystore=" + Keystore.file(),
                "-cp",
                classPath,
                CoverageProgram.class.getName(),
                String.valueOf(sockets)));
        arguments.addAll(List.of(rows));
        ForkedJvm jvm = fork.jvmOption("-Xmx128m").start(arguments.toArray(new String[0]));
        try {
            return new CoverageJvm(jvm, jvm.stdout().awaitLine("ready (\\d+) (\\d+)"));
        } catch (Throwable notReady) {
            jvm.close();
            throw notReady;
        }
    }

    static String classPath(Row.Library library) throws IOException {
        Path classes = Artifacts.of(CoverageProgram.class);
        Stream<Path> own = Stream.of(classes, classes.resolve("META-INF/versions/11"));
        return Stream.concat(jars(library), own).map(Path::toString).collect(Collectors.joining(":"));
    }

    private static Stream<Path> jars(Row.Library library) throws IOException {
        if (library == Row.Library.NONE) {
            return Stream.empty();
        }
        try (Stream<Path> jars = Files.list(Artifacts.project().resolve("it/target/" + library.folder))) {
            return jars.sorted().toList().stream();
        }
    }

    /** Sockets whose peer has left, by the program's own count. */
    int left() {
        return left;
    }

    /** Open sockets, by the program's own count. */
    int open() {
        return open;
    }

    long pid() {
        return jvm.pid();
    }

    /** What the kernel says now. */
    KernelCount kernel() throws IOException {
        return KernelCount.of(jvm.pid());
    }

    /** Has the program do something, and gives its answer. */
    String tell(String command) throws IOException {
        int number = ++commands;
        jvm.say(number + " " + command);
        return jvm.stdout().awaitLine(number + " (.*)").group(1);
    }

    /** Asks for reports until one is as it should be. If none is, the last one: the assertions then say what is wrong. */
    AgentReport report(Predicate<JsonReport> condition) {
        AgentReport[] last = new AgentReport[1];
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .pollInSameThread()
                    .until(() -> {
                        last[0] = AgentReport.parse(tell("report"));
                        return last[0] != null && condition.test(last[0].report());
                    });
        } catch (ConditionTimeoutException e) {
            if (last[0] == null) {
                throw new AssertionError("the agent gives no report", e);
            }
        }
        return last[0];
    }

    /** A report made when whatever is a leak has become one. */
    AgentReport reportOfLater() {
        long first = report(r -> true).report().uptimeMillis();
        return report(r -> r.uptimeMillis() >= first + LATER_MILLIS);
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** A report, and what stands beside it in the MXBean. */
    record AgentReport(int hookFailures, JsonReport report) {
        private static final Pattern ANSWER = Pattern.compile("(\\d+) (.*)");

        /** Null while the agent has not registered its bean. */
        static AgentReport parse(String answer) {
            Matcher matcher = ANSWER.matcher(answer);
            return matcher.matches()
                    ? new AgentReport(Integer.parseInt(matcher.group(1)), JsonReport.parse(matcher.group(2)))
                    : null;
        }
    }
}
