package io.closewait.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Prometheus that scrapes and evaluates once a second. It does not outlive the test. */
public final class PrometheusServer implements AutoCloseable {
    private final Process process;
    private final LoopbackPort port;
    private final Http http = new Http();

    private PrometheusServer(Process process, LoopbackPort port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with its data and its log in the folder, and the jobs by name with their targets. */
    public static PrometheusServer start(
            Tool prometheus, Path folder, List<Path> rules, Map<String, List<LoopbackPort>> jobs) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: %s
                scrape_configs:
                %s
                """.formatted(
                        quoted(rules),
                        jobs.entrySet().stream().map(PrometheusServer::scrapes).collect(joining())));
        LoopbackPort port = LoopbackPort.free();
        Process process = new ProcessBuilder(
                        prometheus.path().toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusServer(process, port);
    }

    private static String scrapes(Map.Entry<String, List<LoopbackPort>> job) {
        return """
                  - job_name: %s
                    static_configs:
                      - targets: %s
                """.formatted(job.getKey(), quoted(job.getValue()));
    }

    private static String quoted(List<?> texts) {
        return texts.stream().map(text -> "'" + text + "'").collect(joining(", ", "[", "]"));
    }

    /** The result of a query: series with their labels, and each one's value now. Empty while it starts. */
    public JsonArray query(String expression) throws InterruptedException {
        return http.get(port.http("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)))
                .map(body -> JsonParser.parseString(body)
                        .getAsJsonObject()
                        .getAsJsonObject("data")
                        .getAsJsonArray("result"))
                .orElseGet(JsonArray::new);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
