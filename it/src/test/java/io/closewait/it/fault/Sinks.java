package io.closewait.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.closewait.it.harness.Comparison;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.programs.fault.Errands;
import io.closewait.it.programs.fault.Interruptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Where the agent's messages and reports go, and what may be wrong there. */
final class Sinks {
    /** Standard error becomes a pipe with a reader (this very process) that never reads, and is filled to the brim. */
    private static final String FULL_PIPE = "rm -f %1$s; mkfifo %1$s; exec 3<>%1$s;"
            + " dd if=/dev/zero of=%1$s bs=4096 count=1000 oflag=nonblock 2> /dev/null; exec 2>%1$s";

    private Sinks() {}

    /** A report replaces the FIFO as any other file. */
    static void fifos(Jdk jdk, Path folder) throws Exception {
        Path log = folder.resolve("log");
        Path json = folder.resolve("report.json");
        Path html = folder.resolve("report.html");
        for (Path fifo : new Path[] {log, json, html}) {
            assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                    .isZero();
        }
        Comparison comparison = Comparison.on(jdk, folder).log(log.toString()).options("html=" + html);
        comparison
                .look(jvm -> {
                    awaitFile(json);
                    comparison.leaksAreNamed(jvm);
                })
                .leaking(Errands.class);
    }

    /** Who opens a FIFO to read it waits for a writer. */
    private static void awaitFile(Path path) {
        Awaitility.await(path + " is a file").atMost(Duration.ofMinutes(1)).until(() -> Files.isRegularFile(path));
    }

    static void fullPipe(Jdk jdk, Path folder) throws Exception {
        onFullPipe(jdk, folder).leaking(Errands.class, "quiet");
    }

    static void fullPipeUnderLoad(Jdk jdk, Path folder) throws Exception {
        Comparison.Outcome outcome =
                onFullPipe(jdk, folder).options("leekAfter=1s").leaking(Interruptions.class, "2");
        assertThat(outcome.stdout()).contains("answers: true, waits on the agent: 0");
    }

    private static Comparison onFullPipe(Jdk jdk, Path folder) {
        return Comparison.on(jdk, folder)
                .around(fork -> fork.after(FULL_PIPE.formatted(folder.resolve("stderr"))))
                .log("stderr");
    }

    static void closedStandardError(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder)
                .around(fork -> fork.after("exec 2>&-"))
                .log("stderr")
                .leaking(Errands.class);
    }

    static void fullDisk(Jdk jdk, Path folder) throws Exception {
        assumeMounts();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Comparison.on(jdk, folder)
                .around(fork -> fork.after("mount -t tmpfs -o size=256k none " + disk + "; dd if=/dev/zero of=" + disk
                                + "/filler 2> /dev/null")
                        .under("unshare", "-m"))
                .log(disk.resolve("log").toString())
                .json(disk.resolve("report.json"))
                .options("html=" + disk.resolve("report.html"))
                .look(jvm -> {
                    // What the JVM sees there, through its name space.
                    Path there = Path.of("/proc/" + jvm.pid() + "/root" + disk);
                    awaitAttempt(jvm);
                    assertThat(there.resolve("report.json")).doesNotExist();
                    Files.delete(there.resolve("filler"));
                    new JsonReportFile(there.resolve("report.json"))
                            .await("the forgotten connections", Comparison::hasForgotten);
                })
                .leaking(Errands.class);
    }

    /** A report was due: the agent's count has the leaks, which come before it. */
    private static void awaitAttempt(ForkedJvm jvm) throws Exception {
        try (JmxClient jmx = JmxClient.connect(jvm)) {
            Awaitility.await("leaks")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> jmx.number("Leaked") == Errands.FORGOTTEN);
        }
    }

    static void readOnly(Jdk jdk, Path folder) throws Exception {
        assumeMounts();
        Comparison.on(jdk, folder)
                .around(fork -> fork.after("mount -o remount,bind,ro /").under("unshare", "-m"))
                .options("html=" + folder.resolve("report.html"))
                .look(jvm ->
                        jvm.stderr().awaitLine("  look at  io\\.closewait\\.it\\.programs\\.fault\\.Shop\\.forget.*"))
                .onStandardError()
                .leaking(Errands.class);
    }

    static void noTemporaryFolder(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder)
                .around(fork -> fork.jvmOption("-Djava.io.tmpdir=" + folder.resolve("nowhere")))
                .leaking(Errands.class);
    }

    static void hangingClient(Jdk jdk, Path folder) throws Exception {
        Comparison comparison = Comparison.on(jdk, folder);
        comparison
                .look(jvm -> {
                    try (ForkedJvm client = HangingClient.of(jvm, 1);
                            JmxClient other = JmxClient.connect(jvm)) {
                        assertThat(client.isAlive()).isTrue();
                        assertThat(other.scan()).isEqualTo(Errands.FORGOTTEN);
                        comparison.leaksAreNamed(jvm);
                    }
                })
                .leaking(Errands.class);
    }

    private static void assumeMounts() throws Exception {
        int exit = new ProcessBuilder("unshare", "-m", "true").start().waitFor();
        assumeTrue(exit == 0, "unshare -m needs root");
    }
}
