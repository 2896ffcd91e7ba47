package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.harness.KernelCount;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The demo {@code redis}: a pool keeps eight connections whose server has gone. */
class RedisPoolIT {
    private static final int CONNECTIONS = 8;
    private static final String CULPRIT = "io.closewait.demo.shop.PriceCache.borrowConnection";

    @EachJdk(from = 17)
    void file_JMX_kernel_and_ss_count_the_same(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm demo =
                Fork.on(jdk).agent("leakAfter=2s", "interval=1s", file.option()).demo("redis", "--hold", "600")) {
            String port = demo.stdout()
                    .awaitLine("demo: redis: redis-server listens on port (\\d+)")
                    .group(1);
            JsonReport report = file.await("8 leaks", r -> r.total("leaked") == CONNECTIONS);

            assertThat(KernelCount.of(demo.pid())).isEqualTo(new KernelCount(CONNECTIONS, 0));
            assertThat(KernelCount.heldBySs(demo.pid()).orElse(CONNECTIONS)).isEqualTo(CONNECTIONS);
            assertNamesThePool(report, port);
            try (JmxClient jmx = JmxClient.connect(demo)) {
                assertThat(jmx.number("Leaked")).isEqualTo(CONNECTIONS);
                assertThat(jmx.number("PeerClosed")).isEqualTo(CONNECTIONS);
                assertThat(jmx.number("KernelCloseWait")).isEqualTo(CONNECTIONS);
                assertThat(jmx.number("UnknownOrigin")).isZero();
                assertThat(jmx.scan()).isEqualTo(CONNECTIONS);
                assertThat(jmx.leaks()).singleElement().satisfies(row -> {
                    assertThat(row.get("count")).isEqualTo(CONNECTIONS);
                    assertThat((String) row.get("lookAt")).startsWith(CULPRIT);
                    assertThat((String) row.get("peers")).contains(":" + port);
                });
                assertNamesThePool(jmx.jsonReport(), port);
                assertThat(jmx.textReport()).contains("8 sockets IDLE IN A POOL", CULPRIT, "CLOSE_WAIT", ":" + port);
            }
        }
    }

    private static void assertNamesThePool(JsonReport report, String port) {
        assertThat(report.total("closeWait")).isEqualTo(CONNECTIONS);
        assertThat(report.total("leaked")).isEqualTo(CONNECTIONS);
        assertThat(report.kernelCloseWait()).isEqualTo(CONNECTIONS);
        assertThat(report.leaks()).singleElement().satisfies(leak -> {
            assertThat(leak.count()).isEqualTo(CONNECTIONS);
            assertThat(leak.verdict()).isEqualTo("IDLE_IN_POOL");
            assertThat(leak.text("state")).isEqualTo("CLOSE_WAIT");
            assertThat(leak.lookAt()).startsWith(CULPRIT);
            assertThat(leak.peers()).containsExactly("127.0.0.1:" + port);
        });
    }

    @EachJdk(from = 17)
    void when_the_pool_drops_them_the_report_says_so(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm demo =
                Fork.on(jdk).agent("leakAfter=1s", "interval=1s", file.option()).demo("redis", "--hold", "15")) {
            demo.stderr().awaitLine("closewait: 8 sockets in CLOSE_WAIT leak.*");
            file.await("8 leaks", report -> report.total("leaked") == CONNECTIONS);
            JsonReport after = file.await("no leak left", report -> report.total("leaksEndedTotal") == CONNECTIONS);

            assertThat(demo.exitCode()).isZero();
            assertThat(after.leaks()).isEmpty();
            assertThat(after.ended())
                    .singleElement()
                    .satisfies(
                            ended -> assertThat(ended.get("by").getAsString()).isEqualTo("application"))
                    .satisfies(
                            ended -> assertThat(ended.get("count").getAsInt()).isEqualTo(CONNECTIONS));
            assertThat(demo.stderr().text())
                    .containsPattern("ended +8 leaks were closed late by the application, after up to \\d+ s; peer 127")
                    .containsPattern("opened at +" + CULPRIT)
                    .containsPattern("closed at +" + CULPRIT);
        }
    }
}
