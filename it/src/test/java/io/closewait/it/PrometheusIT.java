package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdks;
import io.closewait.it.harness.LoopbackPort;
import io.closewait.it.harness.PrometheusServer;
import io.closewait.it.harness.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules, alerts and the dashboard's queries in a real Prometheus. Skipped where there is none, but not in CI. */
class PrometheusIT {
    /** The query of a variable of the dashboard. */
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), \\w+\\)");

    @ParameterizedTest
    @CsvSource({"alerts, 6", "fleet, 15"})
    void promtool_finds_nothing_wrong_with_the_rules(String name, int rules) throws Exception {
        Tool promtool = tool("promtool");

        assertThat(promtool.run(
                        "check", "rules", Artifacts.monitoring(name + ".yml").toString()))
                .contains("SUCCESS: " + rules + " rules found");
        assertThat(promtool.run(
                        "test",
                        "rules",
                        Artifacts.monitoring(name + "-test.yml").toString()))
                .contains("SUCCESS");
    }

    @Test
    void the_alert_fires_for_the_leaking_application_and_not_for_the_healthy_one(@TempDir Path folder)
            throws Exception {
        Tool prometheus = tool("prometheus");
        LoopbackPort leaking = LoopbackPort.free();
        LoopbackPort healthy = LoopbackPort.free();
        try (ForkedJvm leakingDemo = demo(leaking, "http");
                ForkedJvm healthyDemo = patient(healthy, "healthy");
                PrometheusServer server = PrometheusServer.start(
                        prometheus,
                        folder,
                        List.of(Artifacts.monitoring("alerts.yml")),
                        Map.of("demo", List.of(leaking, healthy)))) {
            awaitSeries(server, "ALERTS{alertname='ClosewaitLeak',alertstate='firing',instance='" + leaking + "'}");
            awaitSeries(
                    server,
                    "closewait_sockets_leaked{instance='" + leaking
                            + "',look_at=~'io.closewait.demo.shop.PaymentClient.charge.*'} == 12");
            // More evaluations than the leaking one needed, and with its half-closed connection in sight.
            awaitSeries(
                    server,
                    "count_over_time((closewait_sockets{instance='" + healthy
                            + "',state='half_closed_busy'} == 1)[2m:1s]) > 12");

            assertThat(server.query("count_over_time(ALERTS{instance='" + healthy + "'}[10m])"))
                    .isEmpty();
            assertThat(leakingDemo.isAlive() && healthyDemo.isAlive()).isTrue();
        }
    }

    /** The demo {@code mixed} leaks 70 sockets, 12 of them where {@code http} leaks its 12. */
    @Test
    @Tag("long")
    void three_instances_are_summed_up_by_job_and_by_line_and_the_dashboard_has_data(@TempDir Path folder)
            throws Exception {
        Tool prometheus = tool("prometheus");
        LoopbackPort http = LoopbackPort.free();
        LoopbackPort mixed = LoopbackPort.free();
        LoopbackPort healthy = LoopbackPort.free();
        String charge = "{job='shop',look_at=~'io.closewait.demo.shop.PaymentClient.charge.*'}";
        try (ForkedJvm httpDemo = demo(http, "http");
                ForkedJvm mixedDemo = patient(mixed, "mixed");
                ForkedJvm healthyDemo = patient(healthy, "healthy");
                PrometheusServer server = PrometheusServer.start(
                        prometheus,
                        folder,
                        List.of(Artifacts.monitoring("alerts.yml"), Artifacts.monitoring("fleet.yml")),
                        Map.of("shop", List.of(http, mixed), "mail", List.of(healthy)))) {
            awaitSeries(server, "job:closewait_sockets_leaked:sum{job='shop'} == 82");
            awaitSeries(server, "job:closewait_sockets_leaked:sum{job='mail'} == 0");
            awaitSeries(server, "job:closewait_sockets_leaked:instances{job='shop'} == 2");
            awaitSeries(server, "job:closewait_sockets_leaked:instances{job='mail'} == 0");
            awaitSeries(server, "job:closewait_open_sockets:instances{job='shop'} == 2");
            awaitSeries(server, "job_origin:closewait_sockets_leaked:sum" + charge + " == 24");
            awaitSeries(server, "job_origin:closewait_sockets_leaked:instances" + charge + " == 2");
            awaitSeries(server, "sum(job_origin:closewait_sockets_leaked:sum{job='shop'}) == 82");
            awaitSeries(server, "job:closewait_oldest_leak_seconds:max{job='shop'} > 4");
            awaitSeries(server, "count(instance:closewait_descriptors:ratio > 0 < 1) == 3");
            awaitSeries(server, "job:closewait_descriptors:max_ratio{job='mail'} > 0");
            awaitSeries(server, "count(instance:closewait_local_ports_in_use:ratio >= 0) == 3");
            awaitSeries(server, "job:closewait_local_ports_in_use:max_ratio{job='shop'} > 0");
            awaitSeries(server, "ALERTS{alertname='ClosewaitOriginLeaksEverywhere',alertstate='pending',job='shop'}");
            for (String query : queriesOfTheDashboard()) {
                awaitSeries(server, query);
            }

            assertThat(server.query("ALERTS{job='mail'}")).isEmpty();
            assertThat(httpDemo.isAlive() && mixedDemo.isAlive() && healthyDemo.isAlive())
                    .isTrue();
        }
    }

    /** With all values of its variables; Grafana replaces the interval, too. */
    private static List<String> queriesOfTheDashboard() throws IOException {
        JsonObject dashboard = JsonParser.parseString(Files.readString(Artifacts.monitoring("grafana-dashboard.json")))
                .getAsJsonObject();
        Stream<JsonObject> annotations = objects(dashboard.getAsJsonObject("annotations"), "list");
        Stream<JsonObject> targets = objects(dashboard, "panels").flatMap(panel -> objects(panel, "targets"));
        Stream<String> variables = objects(dashboard.getAsJsonObject("templating"), "list")
                .filter(variable -> variable.has("definition"))
                .map(variable -> LABEL_VALUES.matcher(variable.get("definition").getAsString()))
                .peek(matcher -> assertThat(matcher.matches()).isTrue())
                .map(matcher -> matcher.group(1));
        List<String> queries = Stream.concat(
                        variables,
                        Stream.concat(annotations, targets)
                                .map(target -> target.get("expr").getAsString()))
                .map(query -> query.replaceAll("\\$(job|instance)", ".*").replace("$__rate_interval", "10s"))
                .toList();
        assertThat(queries).hasSizeGreaterThan(25).noneMatch(query -> query.contains("$"));
        return queries;
    }

    private static Stream<JsonObject> objects(JsonObject owner, String name) {
        return owner.has(name)
                ? owner.getAsJsonArray(name).asList().stream().map(JsonElement::getAsJsonObject)
                : Stream.empty();
    }

    private static ForkedJvm demo(LoopbackPort port, String scenario) throws IOException {
        return demo(port, scenario, "leakAfter=4s");
    }

    /** On a busy machine healthy connections may be in CLOSE_WAIT for seconds before they are closed. */
    private static ForkedJvm patient(LoopbackPort port, String scenario) throws IOException {
        return demo(port, scenario, "leakAfter=10s");
    }

    private static ForkedJvm demo(LoopbackPort port, String scenario, String leakAfter) throws IOException {
        return Fork.on(Jdks.ofTheTests())
                .agent(leakAfter, "interval=1s")
                .jvmOption("-javaagent:" + Artifacts.otherAgent("jmx_prometheus_javaagent") + "=" + port + ":"
                        + Artifacts.monitoring("jmx-exporter.yml"))
                .demo(scenario, "--hold", "600");
    }

    private static void awaitSeries(PrometheusServer server, String query) {
        Awaitility.await(query)
                .atMost(Duration.ofMinutes(3))
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
