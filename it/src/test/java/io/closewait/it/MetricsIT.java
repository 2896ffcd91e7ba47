package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Http;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.LoopbackPort;
import io.closewait.it.harness.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The files in {@code docs/monitoring} with the real exporters, on a leaking and on a healthy application. */
class MetricsIT {
    private static final int LEAKS = 12;
    private static final String[] OPTIONS = {"leakAfter=4s", "interval=1s"};
    private static final Pattern METRIC = Pattern.compile("\\bclosewait_[a-z_]+\\b");

    /** The report's name of each number, by the metric's. */
    private static final Map<String, String> TOTALS = Map.ofEntries(
            Map.entry("closewait_sockets.leaked", "leaked"),
            Map.entry("closewait_sockets.waiting", "waiting"),
            Map.entry("closewait_sockets.half_closed_busy", "halfClosedBusy"),
            Map.entry("closewait_sockets.never_accepted", "neverAccepted"),
            Map.entry("closewait_sockets.unknown_origin", "unknownOrigin"),
            Map.entry("closewait_sockets.both_shut", "bothShut"),
            Map.entry("closewait_sockets.reset", "reset"),
            Map.entry("closewait_sockets.hung_up", "hungUp"),
            Map.entry("closewait_open_sockets", "open"),
            Map.entry("closewait_closed_but_held_sockets", "closedButHeld"),
            Map.entry("closewait_abandoned_sockets", "abandoned"),
            Map.entry("closewait_leak_sites", "leakSites"),
            Map.entry("closewait_opened_total", "openedTotal"),
            Map.entry("closewait_closed_total", "closedTotal"),
            Map.entry("closewait_closed_by_collector_total", "closedByCollectorTotal"),
            Map.entry("closewait_leaks_ended_total", "leaksEndedTotal"),
            Map.entry("closewait_dropped_total", "dropped"));

    private final Http http = new Http();

    @EachJdk(from = 17)
    void the_JMX_exporter_tells_what_the_report_tells_when_ours_comes_first(Jdk jdk) throws Exception {
        LoopbackPort port = LoopbackPort.free();
        assertLeaksAreExported(Fork.on(jdk).agent(OPTIONS).jvmOption(exporter(port)), port);
    }

    @EachJdk(from = 17)
    void the_JMX_exporter_tells_what_the_report_tells_when_ours_comes_last(Jdk jdk) throws Exception {
        LoopbackPort port = LoopbackPort.free();
        assertLeaksAreExported(Fork.on(jdk).jvmOption(exporter(port)).agent(OPTIONS), port);
    }

    private void assertLeaksAreExported(Fork fork, LoopbackPort port) throws Exception {
        try (ForkedJvm demo = fork.demo("http", "--hold", "90");
                JmxClient jmx = JmxClient.connect(demo)) {
            Metrics metrics = awaitSameAsReport(jmx, port, LEAKS);

            assertThat(metrics.names()).isEqualTo(documented());
            assertThat(metrics.named("closewait_leaked_sockets"))
                    .singleElement()
                    .satisfies(leak -> {
                        assertThat(leak.value()).isEqualTo(LEAKS);
                        assertThat(leak.labels().get("rank")).isEqualTo("1");
                        assertThat(leak.labels().get("look_at"))
                                .startsWith("io.closewait.demo.shop.PaymentClient.charge(PaymentClient.java:");
                        assertThat(leak.labels().get("verdict"))
                                .isEqualTo(jmx.leaks().get(0).get("verdict"));
                    });
        }
    }

    @EachJdk(from = 17)
    void the_JMX_exporter_tells_of_no_leak_in_a_healthy_application(Jdk jdk) throws Exception {
        LoopbackPort port = LoopbackPort.free();
        try (ForkedJvm demo =
                Fork.on(jdk).agent(OPTIONS).jvmOption(exporter(port)).demo("healthy", "--hold", "90")) {
            Metrics metrics = awaitMetrics(
                    port,
                    found -> found.values().getOrDefault("closewait_sockets.half_closed_busy", 0.0) == 1
                            && found.values().getOrDefault("closewait_opened_total", 0.0) > 3_000);

            assertThat(metrics.values())
                    .containsEntry("closewait_sockets.leaked", 0.0)
                    .containsEntry("closewait_kernel_close_wait_sockets", 1.0)
                    .containsEntry("closewait_oldest_leak_seconds", 0.0)
                    .containsEntry("closewait_hook_failures_total", 0.0);
            assertThat(metrics.named("closewait_leaked_sockets")).isEmpty();
            assertThat(demo.isAlive()).isTrue();
        }
    }

    @EachJdk(from = 17)
    void OpenTelemetry_exports_the_same_names_and_numbers(Jdk jdk) throws Exception {
        LoopbackPort port = LoopbackPort.free();
        Fork fork = Fork.on(jdk)
                .agent(OPTIONS)
                .jvmOption(
                        "-javaagent:" + Artifacts.otherAgent("opentelemetry-javaagent"),
                        "-Dotel.jmx.config=" + Artifacts.monitoring("otel-jmx.yml"),
                        "-Dotel.jmx.discovery.delay=1000",
                        "-Dotel.traces.exporter=none",
                        "-Dotel.logs.exporter=none",
                        "-Dotel.metrics.exporter=prometheus",
                        "-Dotel.exporter.prometheus.host=127.0.0.1",
                        "-Dotel.exporter.prometheus.port=" + port.number());
        try (ForkedJvm demo = fork.demo("http", "--hold", "90");
                JmxClient jmx = JmxClient.connect(demo)) {
            Metrics metrics = awaitSameAsReport(jmx, port, LEAKS);

            Set<String> expected = documented();
            expected.remove("closewait_leaked_sockets"); // a table, which its rules cannot read
            assertThat(metrics.names()).isEqualTo(expected);
        }
    }

    @Test
    void alerts_and_dashboard_use_documented_metrics_only() throws IOException {
        assertThat(metricsIn("alerts.yml")).isSubsetOf(documented()).contains("closewait_sockets");
        assertThat(metricsIn("grafana-dashboard.json")).isSubsetOf(documented()).contains("closewait_leaked_sockets");
    }

    private static String exporter(LoopbackPort port) {
        return "-javaagent:" + Artifacts.otherAgent("jmx_prometheus_javaagent") + "=" + port + ":"
                + Artifacts.monitoring("jmx-exporter.yml");
    }

    /** Metrics and report are of moments up to a second apart, and each reading opens connections: they meet soon. */
    private Metrics awaitSameAsReport(JmxClient jmx, LoopbackPort port, int leaks) {
        AtomicReference<Metrics> last = new AtomicReference<>();
        Awaitility.await("metrics like the report")
                .atMost(Duration.ofSeconds(80))
                .pollInSameThread()
                .untilAsserted(() -> {
                    Metrics metrics = scrape(port);
                    JsonReport report = jmx.jsonReport();
                    assertThat(report.total("leaked")).isEqualTo(leaks);
                    Map<String, Double> values = new HashMap<>(metrics.values());
                    assertThat(values.remove("closewait_oldest_leak_seconds"))
                            .isCloseTo(report.total("oldestLeakMillis") / 1000.0, within(5.0));
                    assertThat(values.remove("closewait_sites")).isPositive(); // not in the report
                    assertThat(values.remove("closewait_hook_failures_total")).isZero(); // neither
                    assertThat(values).isEqualTo(expected(report));
                    last.set(metrics);
                });
        return last.get();
    }

    private static Map<String, Double> expected(JsonReport report) {
        Map<String, Double> expected = new HashMap<>();
        TOTALS.forEach((metric, total) -> expected.put(metric, (double) report.total(total)));
        JsonObject descriptors = report.json().getAsJsonObject("kernel").getAsJsonObject("descriptors");
        expected.put("closewait_kernel_close_wait_sockets", (double) report.kernelCloseWait());
        expected.put("closewait_descriptors", descriptors.get("open").getAsDouble());
        expected.put("closewait_descriptor_limit", descriptors.get("limit").getAsDouble());
        return expected;
    }

    private Metrics awaitMetrics(LoopbackPort port, java.util.function.Predicate<Metrics> condition) {
        AtomicReference<Metrics> last = new AtomicReference<>();
        Awaitility.await("metrics on port " + port)
                .atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(() -> {
                    last.set(scrape(port));
                    return condition.test(last.get());
                });
        return last.get();
    }

    private Metrics scrape(LoopbackPort port) throws InterruptedException {
        return Metrics.parse(http.get(port.http("/metrics")).orElse(""));
    }

    private static Set<String> documented() throws IOException {
        return metricsIn("README.md");
    }

    private static Set<String> metricsIn(String file) throws IOException {
        return METRIC.matcher(Files.readString(Artifacts.monitoring(file)))
                .results()
                .map(MatchResult::group)
                .filter(name -> !name.endsWith("_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
