package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReport.Group;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.harness.Patience;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** What the agent says of the demo's other everyday leaks, and of the demo that leaks nothing. */
class DemoScenariosIT {

    @EachJdk(from = 17)
    void http_responses_that_nobody_reads_are_never_closed(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm demo = start(jdk, file, "http")) {
            JsonReport report = file.await("12 leaks", r -> r.total("leaked") == 12);

            assertThat(KernelCount.of(demo.pid())).isEqualTo(new KernelCount(12, 0));
            assertThat(report.kernelCloseWait()).isEqualTo(12);
            assertThat(report.leaks()).singleElement().satisfies(leak -> {
                assertThat(leak.count()).isEqualTo(12);
                assertThat(leak.verdict()).isEqualTo("NEVER_CLOSED");
                assertThat(leak.lookAt()).startsWith("io.closewait.demo.shop.PaymentClient.charge");
                assertThat(leak.text("direction")).isEqualTo("connected");
                assertThat(leak.json().get("unreadBytes").getAsLong()).isPositive();
                assertThat(leak.text("hint")).contains("getErrorStream");
            });
        }
    }

    @EachJdk(from = 17)
    void a_server_that_ignores_the_end_of_stream_is_named(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm demo = start(jdk, file, "server")) {
            String port = demo.stdout()
                    .awaitLine("demo: server: 20 customers ordered on port (\\d+) and left")
                    .group(1);
            JsonReport report = file.await("20 leaks", r -> r.total("leaked") == 20);

            assertThat(KernelCount.of(demo.pid())).isEqualTo(new KernelCount(20, 0));
            assertThat(report.kernelCloseWait()).isEqualTo(20);
            assertThat(report.leaks()).singleElement().satisfies(leak -> {
                assertThat(leak.count()).isEqualTo(20);
                assertThat(leak.verdict()).isEqualTo("END_OF_STREAM_IGNORED");
                assertThat(leak.lookAt()).startsWith("io.closewait.demo.shop.OrderDesk.");
                assertThat(leak.text("direction")).isEqualTo("accepted");
                assertThat(leak.text("localPort")).isEqualTo(port);
            });
        }
    }

    @EachJdk(from = 17)
    void a_half_close_that_is_answered_is_no_leak(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        String hold = String.valueOf(Patience.ofSeconds(10).toSeconds());
        try (ForkedJvm demo =
                Fork.on(jdk).agent("leakAfter=2s", "interval=1s", file.option()).demo("healthy", "--hold", hold)) {
            demo.stdout().awaitLine("demo: holding for " + hold + " s");
            try (JmxClient jmx = JmxClient.connect(demo)) {
                Awaitility.await("half-closed and busy")
                        .atMost(Patience.ofMinutes(1))
                        .until(() -> jmx.number("HalfClosedBusy") == 1);
                JsonReport report = jmx.jsonReport();
                assertThat(report.kernelCloseWait()).isEqualTo(1);
                assertThat(report.leaks()).isEmpty();
                assertThat(report.halfClosedBusy()).extracting(Group::count).containsExactly(1);
                assertThat(jmx.number("Leaked")).isZero();
            }

            assertThat(demo.exitCode()).isZero();
            assertThat(demo.stderr().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("watching the sockets of this JVM"));
            JsonReport last = file.read().orElseThrow();
            assertThat(last.total("leaksEndedTotal")).isZero();
            assertThat(last.total("openedTotal") - last.total("closedTotal")).isEqualTo(last.total("open"));
        }
    }

    private static ForkedJvm start(Jdk jdk, JsonReportFile file, String scenario) throws Exception {
        return Fork.on(jdk).agent("leakAfter=2s", "interval=1s", file.option()).demo(scenario, "--hold", "600");
    }
}
