package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.programs.HelloWorld;
import io.closewait.it.programs.PeersLeave;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Where the agent cannot have all that it wants, it does what it can and says what it cannot. */
class SurroundingsIT {
    private static final int COUNT = 5;

    // Up to JDK 11 the launcher's library is elsewhere, and finds itself through /proc alone.
    @EachJdk(from = 17)
    void without_proc_leaks_are_found_and_the_missing_proof_is_said(Jdk jdk, @TempDir Path folder) throws Exception {
        assumeUnshare("-m");
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        Path libraries = jdk.home().resolve("lib");
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", file.option())
                // the dynamic linker finds the JVM's own libraries through /proc
                .environment("LD_LIBRARY_PATH", libraries + ":" + libraries.resolve("server"))
                .after("mount -t tmpfs none /proc")
                .under("unshare", "-m")
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            JsonReport report = file.await(COUNT + " leaks", r -> r.total("leaked") == COUNT);

            assertThat(report.json().getAsJsonObject("kernel").get("available").getAsBoolean())
                    .isFalse();
            jvm.stderr().awaitLine(" +kernel +not read: /proc/self/net/tcp cannot be read .*");
            assertThat(report.leaks().get(0).lookAt()).startsWith("io.closewait.it.programs.PeersLeave.connect");
        }
    }

    @EachJdk
    void in_a_network_namespace_of_its_own_the_sum_is_right(Jdk jdk, @TempDir Path folder) throws Exception {
        assumeUnshare("-n");
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", file.option())
                .after("ip link set lo up")
                .under("unshare", "-n")
                .main(PeersLeave.class, "channel", String.valueOf(COUNT), "closes")) {
            JsonReport report = file.await(COUNT + " leaks", r -> r.total("leaked") == COUNT);

            assertThat(report.kernelCloseWait()).isEqualTo(COUNT);
            assertThat(KernelCount.of(jvm.pid())).isEqualTo(new KernelCount(COUNT, 0));
        }
    }

    @EachJdk(from = 17, to = 17)
    void a_narrow_security_manager_disables_the_agent_with_one_line(Jdk jdk) throws Exception {
        try (ForkedJvm jvm =
                Fork.on(jdk).agent().jvmOption("-Djava.security.manager").main(HelloWorld.class, "0")) {
            assertThat(jvm.exitCode()).isZero();
            List<String> ours = jvm.stderr().lines().stream()
                    .filter(line -> line.startsWith("closewait"))
                    .toList();
            assertThat(ours).singleElement().asString().contains("disabled").contains("java.security.AllPermission");
            assertThat(jvm.stdout().lines()).hasSize(1);
        }
    }

    @EachJdk(from = 17)
    void the_report_comes_out_while_no_descriptor_is_left(Jdk jdk, @TempDir Path folder) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", "log=" + folder.resolve("log"))
                .after("ulimit -n 96")
                .demo("exhaust", "--hold", "10")) {
            jvm.stdout().awaitLine("demo: exhaust: subscribe failed: .*Too many open files.*");
            assertThat(jvm.exitCode()).isZero();
            assertThat(folder.resolve("log"))
                    .content()
                    .contains("io.closewait.demo.shop.OrderFeed.subscribe")
                    .containsPattern("descriptors 9\\d of 96")
                    .as("told once there are hardly any left, by kind")
                    .containsPattern("closewait: 9\\d of 96 file descriptors are in use: \\d+ sockets, \\d+ ");
        }
    }

    private static void assumeUnshare(String namespace) throws Exception {
        int exit = new ProcessBuilder("unshare", namespace, "true").start().waitFor();
        assumeTrue(exit == 0, "unshare " + namespace + " needs root");
    }
}
