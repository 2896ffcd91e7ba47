package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.LoopbackPort;
import io.closewait.it.harness.PrometheusServer;
import io.closewait.it.harness.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts in a real Prometheus. Skipped where there is none, but not in CI. */
class PrometheusIT {
    @Test
    void promtool_finds_nothing_wrong_with_the_alerts() throws Exception {
        Tool promtool = tool("promtool");

        assertThat(promtool.run(
                        "check", "rules", Artifacts.monitoring("alerts.yml").toString()))
                .contains("SUCCESS: 6 rules found");
        assertThat(promtool.run(
                        "test", "rules", Artifacts.monitoring("alerts-test.yml").toString()))
                .contains("SUCCESS");
    }

    @Test
    void the_alert_fires_for_the_leaking_application_and_not_for_the_healthy_one(@TempDir Path folder)
            throws Exception {
        Tool prometheus = tool("prometheus");
        LoopbackPort leaking = LoopbackPort.free();
        LoopbackPort healthy = LoopbackPort.free();
        try (ForkedJvm leakingDemo = demo(leaking, "http");
                ForkedJvm healthyDemo = demo(healthy, "healthy");
                PrometheusServer server = PrometheusServer.start(
                        prometheus, folder, Artifacts.monitoring("alerts.yml"), List.of(leaking, healthy))) {
            awaitSeries(server, "ALERTS{alertname='ClosewaitLeak',alertstate='firing',instance='" + leaking + "'}");
            awaitSeries(
                    server,
                    "closewait_sockets_leaked{instance='" + leaking
                            + "',look_at=~'io.closewait.demo.shop.PaymentClient.charge.*'} == 12");
            // More evaluations than the leaking one needed, and with its half-closed connection in sight.
            awaitSeries(
                    server,
                    "count_over_time((closewait_sockets{instance='" + healthy
                            + "',state='half_closed_busy'} == 1)[2m:1s]) > 5");

            assertThat(server.query("count_over_time(ALERTS{instance='" + healthy + "'}[10m])"))
                    .isEmpty();
            assertThat(leakingDemo.isAlive() && healthyDemo.isAlive()).isTrue();
        }
    }

    private static ForkedJvm demo(LoopbackPort port, String scenario) throws IOException {
        Jdk jdk = Jdk.at(Path.of(System.getProperty("java.home"))).orElseThrow();
        return Fork.on(jdk)
                .agent("leakAfter=4s", "interval=1s")
                .jvmOption("-javaagent:" + Artifacts.otherAgent("jmx_prometheus_javaagent") + "=" + port + ":"
                        + Artifacts.monitoring("jmx-exporter.yml"))
                .demo(scenario, "--hold", "120");
    }

    private static void awaitSeries(PrometheusServer server, String query) {
        Awaitility.await(query)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .pollInSameThread()
                .until(() -> server.query(query), results -> !results.isEmpty());
    }

    private static Tool tool(String name) {
        return Tool.onPath(name).orElseGet(() -> {
            String message = "no " + name + " on the PATH: .ci/install-prometheus unpacks Debian's";
            return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
        });
    }
}
