package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Http;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.LoopbackPort;
import io.closewait.it.harness.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** {@code closewait-micrometer} in a Spring Boot application with Actuator: what it scrapes, beside what the JMX exporter scrapes. */
@Tag("long")
class MicrometerIT {
    private static final int LEAKS = 12;

    /** A row of the former names in {@code docs/monitoring}, which the meters never had. */
    private static final Pattern FORMER = Pattern.compile("(?m)^\\| `(closewait_\\w+)` \\| `closewait_\\w+` \\|$");

    private final Http http = new Http();

    @TempDir
    Path folder;

    @EachJdk(from = 17)
    void Actuator_of_Spring_Boot_3_tells_what_the_JMX_exporter_tells(Jdk jdk) throws Exception {
        assertSameAsExporter(jdk, 3);
    }

    @EachJdk(from = 17)
    void Actuator_of_Spring_Boot_4_tells_what_the_JMX_exporter_tells(Jdk jdk) throws Exception {
        assertSameAsExporter(jdk, 4);
    }

    private void assertSameAsExporter(Jdk jdk, int version) throws IOException {
        LoopbackPort actuator = LoopbackPort.free();
        LoopbackPort exporter = LoopbackPort.free();
        Fork fork = Fork.on(jdk)
                .agent("leakAfter=2s", "interval=1s")
                .jvmOption("-javaagent:" + Artifacts.otherAgent("jmx_prometheus_javaagent") + "=" + exporter + ":"
                        + Artifacts.monitoring("jmx-exporter.yml"));
        Set<String> former = formerNames();
        try (ForkedJvm application = fork.start(
                "-cp",
                String.join(
                        ":",
                        compile(version).toString(),
                        Artifacts.micrometer().toString(),
                        Artifacts.springBoot(version) + "/*"),
                "com.example.shop.ShopApplication",
                "--server.address=127.0.0.1",
                "--server.port=" + actuator.number(),
                "--management.endpoints.web.exposure.include=prometheus")) {
            Awaitility.await("the same from both")
                    .atMost(Duration.ofSeconds(80))
                    .pollInSameThread()
                    .untilAsserted(() -> {
                        Map<String, Double> meters = numbers(actuator, "/actuator/prometheus", Set.of());
                        Map<String, Double> exported = numbers(exporter, "/metrics", former);
                        assertThat(meters).containsEntry("closewait_sockets{state=leaked}", (double) LEAKS);
                        assertThat(meters.keySet()).isEqualTo(exported.keySet());
                        assertThat(meters.keySet())
                                .anyMatch(name -> name.startsWith("closewait_sockets_leaked{")
                                        && name.contains("com.example.shop.ShopApplication.connect("));
                        assertThat(meters.remove("closewait_oldest_leak_seconds{}"))
                                .isCloseTo(exported.remove("closewait_oldest_leak_seconds{}"), within(5.0));
                        assertThat(meters).isEqualTo(exported);
                    });
            assertThat(application.isAlive()).isTrue();
        }
    }

    /** By name and labels. */
    private Map<String, Double> numbers(LoopbackPort port, String path, Set<String> leftOut)
            throws InterruptedException {
        Map<String, Double> numbers = new HashMap<>();
        for (Metrics.Sample sample :
                Metrics.parse(http.get(port.http(path)).orElse("")).samples()) {
            // Accepted are the connections of the scrapes themselves.
            if (!leftOut.contains(sample.name())
                    && !"accepted".equals(sample.labels().get("direction"))) {
                // To Prometheus an empty label is none.
                String labels = sample.labels().entrySet().stream()
                        .filter(label -> !label.getValue().isEmpty())
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
                numbers.put(sample.name() + labels, sample.value());
            }
        }
        return numbers;
    }

    private static Set<String> formerNames() throws IOException {
        Set<String> former = FORMER.matcher(Files.readString(Artifacts.monitoring("README.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toSet());
        assertThat(former).isNotEmpty();
        former.add("closewait_leaked_sockets");
        return former;
    }

    private Path compile(int version) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes-" + version));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String source = Artifacts.project()
                .resolve("it/src/boot/java/com/example/shop/ShopApplication.java")
                .toString();
        try (var jars = Files.list(Artifacts.springBoot(version))) {
            String classPath = jars.map(Path::toString).collect(Collectors.joining(":"));
            List<String> options =
                    List.of("--release", "17", "-proc:none", "-cp", classPath, "-d", classes.toString(), source);
            assertThat(compiler.run(null, System.out, System.err, options.toArray(String[]::new)))
                    .isZero();
        }
        return classes;
    }
}
