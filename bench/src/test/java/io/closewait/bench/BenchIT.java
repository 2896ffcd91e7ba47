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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command as the documentation gives it, in its short mode: nothing here depends on how fast the machine is. */
@Tag("long")
class BenchIT {
    private static final Path PROJECT = Path.of(System.getProperty("closewait.project"));
    private static final Path AGENT = PROJECT.resolve("agent/target/closewait-agent.jar");

    /** To write a megabyte takes longer than a third of a connection on any machine. */
    private static final double MEGABYTE_COSTS_AT_LEAST_PERCENT = 30;

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

    /** The slowed hook also allocates a megabyte, which no load on the machine and no compiler can hide or feign. */
    @Test
    void a_slowed_hook_turns_its_rows_red() throws Exception {
        bench("--agent", AGENT.toString(), "--only", "a");
        List<JsonObject> before = figures(result()).toList();
        Path slowed = folder.resolve("slowed-agent.jar");
        SlowedAgent.copy(AGENT, slowed);
        Run run = bench("--agent", slowed.toString(), "--only", "a");
        List<JsonObject> after = figures(result()).toList();

        assertThat(allocationOfConnectingSide(before)).as(before.toString()).containsOnly("OK");
        assertThat(allocationOfConnectingSide(after)).as(run.output).containsOnly("OVER");
        assertThat(of(Budget.CONNECTION, after))
                .as(run.output)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(figure ->
                        assertThat(figure.get("verdict").getAsString()).isEqualTo("OVER"));
        assertThat(lowest(of(Budget.CONNECTION, after)))
                .as(run.output)
                .isGreaterThan(highest(of(Budget.CONNECTION, before)) + MEGABYTE_COSTS_AT_LEAST_PERCENT);
        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.output).contains("**over**");
    }

    private static List<JsonObject> of(Budget budget, List<JsonObject> figures) {
        return figures.stream()
                .filter(figure -> figure.has("budget")
                        && figure.get("budget").getAsString().equals(budget.title))
                .toList();
    }

    private static List<String> allocationOfConnectingSide(List<JsonObject> figures) {
        return of(Budget.ALLOCATION, figures).stream()
                .filter(figure -> figure.get("what").getAsString().endsWith("connecting side"))
                .map(figure -> figure.get("verdict").getAsString())
                .toList();
    }

    private static double lowest(List<JsonObject> figures) {
        return figures.stream()
                .mapToDouble(figure -> figure.get("value").getAsDouble())
                .min()
                .orElseThrow();
    }

    private static double highest(List<JsonObject> figures) {
        return figures.stream()
                .mapToDouble(figure -> figure.get("value").getAsDouble())
                .max()
                .orElseThrow();
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
