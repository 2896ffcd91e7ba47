package io.closewait.bench;

import static java.util.Objects.requireNonNull;

import com.google.gson.GsonBuilder;
import io.closewait.bench.parts.Connections;
import io.closewait.bench.parts.Detection;
import io.closewait.bench.parts.Echo;
import io.closewait.bench.parts.Http;
import io.closewait.bench.parts.Memory;
import io.closewait.bench.parts.Reports;
import io.closewait.bench.parts.Starts;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code java -jar bench/target/bench.jar}: measures, prints the table, writes it as JSON; exit code 1 if a budget is missed. */
@Command(
        name = "bench",
        description = "Measures what the agent costs, with it and without it in turn.",
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    private static final List<Part> PARTS = List.of(
            new Connections(), new Echo(), new Http(), new Starts(), new Memory(), new Detection(), new Reports());

    @Option(
            names = "--jdk",
            paramLabel = "HOME",
            description = "a JDK to measure on, repeatable; default: the one that runs this")
    private List<Path> homes = new ArrayList<>();

    @Option(names = "--only", paramLabel = "LETTERS", description = "the parts to measure; default: ${DEFAULT-VALUE}")
    private String letters = "abcdefg";

    @Option(names = "--agent", paramLabel = "JAR", description = "default: the one that the build made")
    private @Nullable Path agent;

    @Option(
            names = "--baseline",
            paramLabel = "JAR",
            description = "compare with this build of the agent instead of none; parts a, b, c, d and e")
    private @Nullable Path baseline;

    @Option(names = "--json", paramLabel = "FILE", description = "default: bench.json beside the jar")
    private @Nullable Path json;

    @Option(names = "--short", description = "proves that everything runs; the figures mean little")
    private boolean isShort;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path target = requireNonNull(jarOfBenchmarks().getParent());
        Path jar = agent == null
                ? target.resolve("../../agent/target/closewait-agent.jar").normalize()
                : agent;
        for (Path needed : baseline == null ? List.of(jar) : List.of(jar, baseline)) {
            if (!Files.isRegularFile(needed)) {
                throw new IllegalArgumentException("no agent at " + needed);
            }
        }
        List<Jdk> jdks = jdks();
        Figures figures = new Figures();
        for (Jdk jdk : jdks) {
            figures.jdk(jdk.version());
            measure(new Lab(jdk, jar.toAbsolutePath(), baseline, isShort), figures);
        }
        System.out.println(ResultTable.of(figures, jdks, letters));
        write(json == null ? target.resolve("bench.json") : json, figures);
        return figures.isOver() ? 1 : 0;
    }

    private static Path jarOfBenchmarks() throws URISyntaxException {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private List<Jdk> jdks() throws IOException {
        List<Jdk> jdks = new ArrayList<>();
        for (Path home : homes) {
            jdks.add(Jdk.at(home));
        }
        return jdks.isEmpty() ? List.of(Jdk.running()) : jdks;
    }

    private void measure(Lab lab, Figures figures) throws InterruptedException {
        for (Part part : PARTS) {
            if (letters.indexOf(part.letter()) >= 0) {
                System.err.println(part.letter() + " on JDK " + lab.jdk().version());
                try {
                    part.measure(lab, figures);
                } catch (InterruptedException stopped) {
                    throw stopped;
                } catch (Exception e) {
                    e.printStackTrace();
                    figures.problem(
                            part.letter(), e.toString().lines().findFirst().orElse(""));
                }
            }
        }
    }

    private static void write(Path file, Figures figures) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", Machine.text());
        result.put("figures", figures.sorted().stream().map(Main::fields).toList());
        result.put("notMeasured", figures.problems());
        Files.writeString(
                file,
                new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(result));
    }

    private static Map<String, Object> fields(Figure figure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("part", String.valueOf(figure.part()));
        Budget budget = figure.budget();
        if (budget != null) {
            fields.put("budget", budget.title);
            fields.put("limit", budget.limit);
        }
        fields.put("jdk", figure.jdk());
        fields.put("what", figure.what());
        fields.put("value", figure.value());
        fields.put("low", figure.low());
        fields.put("high", figure.high());
        fields.put("unit", figure.unit());
        fields.put("verdict", figure.verdict().name());
        return fields;
    }
}
