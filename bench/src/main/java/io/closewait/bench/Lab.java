package io.closewait.bench;

import io.closewait.bench.workload.Request;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Where the parts get their JVMs: one JDK, one agent, the time they may take. */
public final class Lab {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Jdk jdk;
    private final Path agent;
    private final @Nullable Path baseline;
    private final boolean isShort;

    /** @param baseline the build of the agent to compare with; null: no agent */
    Lab(Jdk jdk, Path agent, @Nullable Path baseline, boolean isShort) {
        this.jdk = jdk;
        this.agent = agent;
        this.baseline = baseline;
        this.isShort = isShort;
    }

    public Jdk jdk() {
        return jdk;
    }

    /** The number for a full run, or the one that only proves that it runs. */
    public int times(int full, int shortened) {
        return isShort ? shortened : full;
    }

    /** A worker without the agent. */
    public ForkedWorker plain(String... options) throws IOException {
        return new ForkedWorker(command(List.of(options), "io.closewait.bench.workload.Worker"));
    }

    /** The worker to compare with: without an agent, or with another build of it. */
    public ForkedWorker reference(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(referenceOptions());
        return new ForkedWorker(command(all, "io.closewait.bench.workload.Worker"));
    }

    /** A worker with the agent. */
    public ForkedWorker hooked(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add(agentOption());
        return new ForkedWorker(command(all, "io.closewait.bench.workload.Worker"));
    }

    /** Options of the JVM to compare with. */
    public List<String> referenceOptions() {
        return baseline == null ? List.of() : List.of(agentOption(baseline));
    }

    /** Quiet, but with everything on that a user gets by default. */
    public String agentOption() {
        return agentOption(agent);
    }

    private static String agentOption(Path jar) {
        return "-javaagent:" + jar + "=log=off,leakAfter=1s";
    }

    /** The command line of a JVM on this JDK. */
    public List<String> command(List<String> options, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java().toString());
        command.addAll(options);
        command.add("-cp");
        command.add(absolute(CLASS_PATH));
        command.add(mainClass);
        return command;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /**
     * Lets two workers take turns with the same request; each is first every other time. What disturbs the machine for longer
     * than a turn disturbs both.
     *
     * @return one ratio a round, the hooked worker's figure by the plain one's
     */
    public static List<Double> ratios(
            ForkedWorker plain, ForkedWorker hooked, Request request, int rounds, ToDoubleFunction<Answer> figure)
            throws IOException {
        List<Double> ratios = new ArrayList<>();
        for (Turn turn : turns(plain, hooked, request, rounds)) {
            ratios.add(figure.applyAsDouble(turn.hooked) / figure.applyAsDouble(turn.plain));
        }
        return ratios;
    }

    /** As {@link #ratios}, for answers with several figures. */
    public static List<Turn> turns(ForkedWorker plain, ForkedWorker hooked, Request request, int rounds)
            throws IOException {
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                Answer without = plain.ask(request);
                turns.add(new Turn(without, hooked.ask(request)));
            } else {
                Answer with = hooked.ask(request);
                turns.add(new Turn(plain.ask(request), with));
            }
        }
        return turns;
    }

    /** What both said to one request. */
    public record Turn(Answer plain, Answer hooked) {
        public double ratio(String key) {
            return hooked.get(key) / plain.get(key);
        }
    }
}
