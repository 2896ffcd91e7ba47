package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The files in {@code docs/monitoring} with the real exporters, on a leaking and on a healthy application. */
class MetricsIT {
    private static final int LEAKS = 12;
    private static final String[] OPTIONS = {"leakAfter=4s", "interval=1s"};
    private static final Pattern METRIC = Pattern.compile("\\bclosewait_[a-z0-9_]+\\b");

    /** A row of the numbers in {@code docs/jmx.md}: where the report has it, the metric, and its state. */
    private static final Pattern NUMBER = Pattern.compile(
            "\\| `\\w+` \\| `\\w+` \\| `([a-zA-Z0-9.]+)` \\| `(closewait_\\w+)(?:\\{state=\"(\\w+)\"})?` \\|.*");

    /** A row of the former names there: the former metric, and the one of today. */
    private static final Pattern FORMER =
            Pattern.compile("\\| `\\w+` \\| `\\w+` \\| `(closewait_\\w+)` \\| `(closewait_\\w+)` \\|");

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
            assertThat(metrics.named("closewait_sockets_leaked"))
                    .singleElement()
                    .satisfies(leak -> {
                        assertThat(leak.value()).isEqualTo(LEAKS);
                        assertThat(leak.labels()).containsOnlyKeys("fingerprint", "look_at");
                        assertThat(leak.labels().get("look_at"))
                                .startsWith("io.closewait.demo.shop.PaymentClient.charge(PaymentClient.java:");
                        assertThat(leak.labels().get("fingerprint"))
                                .isEqualTo(jmx.leaks().get(0).get("fingerprint"));
                    });
            assertThat(metrics.named("closewait_leaked_sockets"))
                    .as("the former name")
                    .singleElement()
                    .satisfies(leak -> {
                        assertThat(leak.value()).isEqualTo(LEAKS);
                        assertThat(leak.labels()).containsOnlyKeys("rank", "verdict", "look_at");
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
                            && found.values().getOrDefault("closewait_sockets_opened_total", 0.0) > 3_000);

            assertThat(metrics.values())
                    .containsEntry("closewait_sockets.leaked", 0.0)
                    .containsEntry("closewait_kernel_close_wait_sockets", 1.0)
                    .containsEntry("closewait_oldest_leak_seconds", 0.0)
                    .containsEntry("closewait_hook_failures_total", 0.0);
            assertThat(metrics.named("closewait_sockets_leaked")).isEmpty();
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
            // Tables, which its rules cannot read.
            expected.removeAll(
                    Set.of("closewait_sockets_leaked", "closewait_leaked_sockets", "closewait_open_sockets_by_origin"));
            assertThat(metrics.names()).isEqualTo(expected);
        }
    }

    @Test
    void rules_and_dashboard_use_metrics_of_today_only() throws IOException {
        Set<String> today = documented();
        today.removeAll(formerNames().keySet());
        today.remove("closewait_leaked_sockets");
        assertThat(metricsIn("alerts.yml")).isSubsetOf(today).contains("closewait_sockets");
        assertThat(metricsIn("fleet.yml")).isSubsetOf(today).contains("closewait_sockets_leaked");
        assertThat(metricsIn("grafana-dashboard.json")).isSubsetOf(today).contains("closewait_sockets_leaked");
    }

    @Test
    void the_page_lists_what_fleet_yml_records_and_alerts_on() throws IOException {
        String page = Files.readString(Artifacts.monitoring("README.md"));
        List<String> names = Pattern.compile("- (?:record|alert): (\\S+)")
                .matcher(Files.readString(Artifacts.monitoring("fleet.yml")))
                .results()
                .map(rule -> "`" + rule.group(1) + "`")
                .toList();

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(page).contains(name));
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
                    Map<String, Double> expected = expected(report);
                    expected.remove("closewait_oldest_leak_seconds");
                    assertThat(values).isEqualTo(expected);
                    last.set(metrics);
                });
        return last.get();
    }

    /** Every metric of {@code docs/jmx.md} with its value in the report, by today's name and by a former one. */
    private static Map<String, Double> expected(JsonReport report) throws IOException {
        Map<String, Double> expected = new HashMap<>();
        rowsOf(NUMBER).forEach(row -> {
            String state = row.group(3) == null ? "" : "." + row.group(3);
            expected.put(row.group(2) + state, valueAt(report, row.group(1)));
        });
        formerNames().forEach((former, today) -> expected.put(former, expected.get(today)));
        return expected;
    }

    private static double valueAt(JsonReport report, String path) {
        JsonElement found = report.json();
        for (String key : path.split("\\.", -1)) {
            found = found.getAsJsonObject().get(key);
        }
        return found.getAsDouble();
    }

    private static Map<String, String> formerNames() throws IOException {
        return rowsOf(FORMER).stream().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    private static List<MatchResult> rowsOf(Pattern table) throws IOException {
        List<MatchResult> rows = Files.readAllLines(Artifacts.project().resolve("docs/jmx.md")).stream()
                .map(table::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .toList();
        assertThat(rows).as("rows in docs/jmx.md").isNotEmpty();
        return rows;
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
