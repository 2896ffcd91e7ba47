package io.closewait.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command as the documentation gives it, in its short mode: nothing here depends on how fast the machine is. */
class BenchIT {
    private static final Path PROJECT = Path.of(System.getProperty("closewait.project"));
    private static final Path AGENT = PROJECT.resolve("agent/target/closewait-agent.jar");

    @TempDir
    private Path folder;

    private Path json;

    @BeforeEach
    void nameTheResult() {
        json = folder.resolve("bench.json");
    }

    @Test
    void every_part_runs_and_gives_its_figures() throws Exception {
        Run run = bench("--agent", AGENT.toString());

        JsonObject result = result();
        assertThat(result.getAsJsonObject("notMeasured").keySet())
                .as(run.output)
                .isEmpty();
        assertThat(figures(result).map(figure -> figure.get("part").getAsString()))
                .contains("a", "b", "c", "d", "e", "f", "g");
        assertThat(run.output)
                .contains(Stream.of(Budget.values()).map(budget -> budget.title).toList());
    }

    @Test
    void a_slowed_hook_is_over_the_budget() throws Exception {
        Path slowed = folder.resolve("slowed-agent.jar");
        SlowedAgent.copy(AGENT, slowed);

        Run run = bench("--agent", slowed.toString(), "--only", "a");

        assertThat(figures(result())
                        .filter(figure -> figure.has("budget")
                                && figure.get("budget").getAsString().equals(Budget.CONNECTION.title)))
                .as(run.output)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(figure ->
                        assertThat(figure.get("verdict").getAsString()).isEqualTo("OVER"));
        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.output).contains("**over**");
    }

    private Run bench(String... options) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                PROJECT.resolve("bench/target/bench.jar").toString(),
                                "--short",
                                "--json",
                                json.toString()),
                        Stream.of(options))
                .toList();
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exitCode = process.waitFor();
        return new Run(exitCode, Files.readString(output));
    }

    private JsonObject result() throws IOException {
        return new Gson().fromJson(Files.readString(json), JsonObject.class);
    }

    private static Stream<JsonObject> figures(JsonObject result) {
        return result.getAsJsonArray("figures").asList().stream().map(JsonElement::getAsJsonObject);
    }

    private record Run(int exitCode, String output) {}
}
