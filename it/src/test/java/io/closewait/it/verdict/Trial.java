package io.closewait.it.verdict;

import io.closewait.it.harness.Attach;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReport.Group;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.harness.Keystore;
import io.closewait.it.harness.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Runs a program with the agent, in a JVM of its own, and marks what the agent says. */
final class Trial {
    /** For the sockets to become leaks and for a report, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** Quick to start, and no garbage collection but those that are asked for. */
    private static final String[] JVM = {
        "-Xms256m", "-Xmx256m", "-Xmn192m", "-XX:MetaspaceSize=128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"
    };

    private final Program program;
    private final Jdk jdk;
    private final Path folder;
    private final JsonReportFile file;

    Trial(Program program, Jdk jdk, Path folder) {
        this.program = program;
        this.jdk = jdk;
        this.folder = folder;
        this.file = new JsonReportFile(folder.resolve("report.json"));
    }

    Marks run() throws Exception {
        ProgramBuild build = new ProgramBuild(program, jdk, folder);
        List<String> command = build.command();
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent(options())
                .jvmOption(JVM)
                .jvmOption("-Djava.io.tmpdir=" + folder, "-Dit.keystore=" + Keystore.file())
                .jvmOption(program.jvm.toArray(String[]::new))
                .start(command.toArray(String[]::new))) {
            if (program.asked) {
                jvm.stderr().awaitLine("closewait .*: watching .*");
                Attach.agent(jvm.pid(), options());
            }
            if (program.saysReady) {
                jvm.stdout().awaitLine("ready");
            }
            if (program.collected) {
                Tool.of(jdk, "jcmd").run(String.valueOf(jvm.pid()), "GC.run");
            }
            if (program.isHealthy) {
                return healthy(jvm);
            }
            JsonReport report = report(jvm);
            KernelCount kernel = KernelCount.of(jvm.pid());
            return new Marks(program, jdk).leaks(report, kernel, jvm.stderr().text(), missingNames(build));
        }
    }

    private String[] options() {
        return Stream.concat(Stream.of("leakAfter=3s", "interval=2s", file.option()), program.agent.stream())
                .toArray(String[]::new);
    }

    private Marks healthy(ForkedJvm jvm) throws Exception {
        return new Marks(program, jdk).healthy(reportNow(jvm));
    }

    /** The report of this moment: a second start of the agent with the same options makes one. */
    private JsonReport reportNow(ForkedJvm jvm) throws Exception {
        Files.deleteIfExists(file.path());
        Attach.agent(jvm.pid(), options());
        return file.await("anything", report -> true);
    }

    /** The first that has all leaks; where none comes by itself, that of the end. */
    private JsonReport report(ForkedJvm jvm) throws Exception {
        AtomicReference<JsonReport> last = new AtomicReference<>();
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .pollInSameThread()
                    .until(() -> {
                        file.read().ifPresent(last::set);
                        return !jvm.isAlive()
                                || (last.get() != null && sockets(groups(last.get())) >= program.sockets());
                    });
        } catch (ConditionTimeoutException incomplete) {
            return last.get() == null ? reportNow(jvm) : last.get();
        }
        if (!jvm.isAlive()) {
            throw new AssertionError("ended by itself: " + jvm);
        }
        return last.get();
    }

    /** All that is reported as leaked, connections that nobody accepted among it. */
    static List<Group> groups(JsonReport report) {
        return Stream.concat(
                        report.leaks().stream(), report.neverAccepted().stream().map(Group::new))
                .toList();
    }

    static int sockets(List<Group> groups) {
        return groups.stream().mapToInt(Group::count).sum();
    }

    private List<String> missingNames(ProgramBuild build) throws Exception {
        List<String> missing = new ArrayList<>();
        try (CodeNames names = CodeNames.in(build.jars())) {
            for (ExpectedLeak leak : program.leaks) {
                leak.names().stream().filter(name -> !names.exist(name)).forEach(missing::add);
            }
        }
        return missing;
    }
}
