package io.closewait.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.JsonReport.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * A program of {@code io.closewait.it.programs.fault} that runs twice, without the agent and with it: what it prints, what it
 * complains of and how it ends must be the same.
 *
 * <pre>{@code
 * Comparison.on(jdk, folder).around(fork -> fork.jvmOption("-Xint")).leaking(Errands.class);
 * }</pre>
 */
public final class Comparison {
    /** The code that forgets connections in all these programs. */
    public static final String CULPRIT = "io.closewait.it.programs.fault.";

    /** So that a scenario takes seconds. */
    private static final List<String> QUICK = List.of("grace=100ms", "leakAfter=500ms", "interval=500ms");

    /** The agent's limit for its last report, and what a busy machine takes for it. */
    private static final Duration LONGEST_DELAY_OF_THE_END = Duration.ofSeconds(10);

    /** What is to be seen of the agent while the program leaks. */
    public interface Look {
        void at(ForkedJvm jvm) throws Exception;
    }

    /** Starts the program. */
    public interface Start {
        ForkedJvm by(Fork fork) throws IOException;
    }

    /** What a program leaves behind. */
    public record Outcome(int exitCode, List<String> stdout, List<String> stderr) {}

    private final Jdk jdk;
    private final Path folder;
    private final List<String> options = new ArrayList<>(QUICK);
    private Path agent = Artifacts.agent();
    private UnaryOperator<Fork> surroundings = fork -> fork;
    private UnaryOperator<Fork> neighbour = fork -> fork;
    private boolean isOursFirst = true;
    private String log;
    private Path json;
    private Look look = this::leaksAreNamed;
    private boolean isAgentAwaited;
    private String line = "";
    private boolean isOnStandardError;

    private Comparison(Jdk jdk, Path folder) {
        this.jdk = jdk;
        this.folder = folder;
        this.log = folder.resolve("closewait.log").toString();
        this.json = folder.resolve("report.json");
    }

    /** The folder gets the agent's log and report. */
    public static Comparison on(Jdk jdk, Path folder) {
        return new Comparison(jdk, folder);
    }

    /** What both runs have in common. */
    public Comparison around(UnaryOperator<Fork> newSurroundings) {
        surroundings = newSurroundings;
        return this;
    }

    /** Another agent that is in both runs, with ours before it or after it. */
    public Comparison neighbour(UnaryOperator<Fork> other, boolean oursFirst) {
        neighbour = other;
        isOursFirst = oursFirst;
        return this;
    }

    /** Another agent's jar than the one that was built. */
    public Comparison agent(Path jar) {
        agent = jar;
        return this;
    }

    /** Further options of the agent. */
    public Comparison options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Where the agent's messages go, as its option says it. */
    public Comparison log(String target) {
        log = target;
        return this;
    }

    /** Where the agent's report goes. */
    public Comparison json(Path file) {
        json = file;
        return this;
    }

    /** What is looked for while the program leaks, instead of a report that names the leaks. */
    public Comparison look(Look newLook) {
        look = newLook;
        return this;
    }

    /** The program waits for the test before its worst part, too: until the agent has started. */
    public Comparison afterTheStart() {
        isAgentAwaited = true;
        return this;
    }

    /** The agent says one such line on standard error, and no other. */
    public Comparison says(String regex) {
        line = regex;
        return this;
    }

    /** The agent's messages go to standard error, though its option says another place; all lines of the application are there. */
    public Comparison onStandardError() {
        isOnStandardError = true;
        return this;
    }

    public JsonReportFile report() {
        return new JsonReportFile(json);
    }

    /** The messages of the agent, when they go to their default. */
    public Path log() {
        return folder.resolve("closewait.log");
    }

    /** A program that leaks and then waits for the test. */
    public Outcome leaking(Class<?> program, String... arguments) throws Exception {
        return leaking(fork -> fork.main(program, arguments));
    }

    /** As {@link #leaking(Class, String...)}, started in another way. */
    public Outcome leaking(Start start) throws Exception {
        Duration[] ends = new Duration[2];
        Outcome without = leak(start, without(), jvm -> begin(jvm, false), jvm -> {}, ends, 0);
        Outcome with = leak(start, with(), jvm -> begin(jvm, true), look, ends, 1);
        assertSame(with, without);
        assertThat(ends[1].minus(ends[0])).as("delay of the end").isLessThan(LONGEST_DELAY_OF_THE_END);
        return with;
    }

    /** A program that ends by itself. */
    public Outcome ending(Class<?> program, String... arguments) throws Exception {
        Outcome without = outcome(without(), program, arguments);
        Outcome with = outcome(with(), program, arguments);
        assertSame(with, without);
        return with;
    }

    private void assertSame(Outcome with, Outcome without) {
        if (isOnStandardError) {
            assertThat(with.stderr()).containsSubsequence(without.stderr());
            assertThat(new Outcome(with.exitCode(), with.stdout(), without.stderr()))
                    .isEqualTo(without);
            return;
        }
        List<String> ours = with.stderr().stream()
                .filter(text -> !line.isEmpty() && text.matches(line))
                .toList();
        assertThat(ours).as("lines like " + line).hasSize(line.isEmpty() ? 0 : 1);
        List<String> others =
                with.stderr().stream().filter(text -> !ours.contains(text)).toList();
        assertThat(new Outcome(with.exitCode(), with.stdout(), others)).isEqualTo(without);
    }

    private void begin(ForkedJvm jvm, boolean withAgent) throws IOException {
        if (isAgentAwaited) {
            if (withAgent) {
                Awaitility.await("the agent has started")
                        .atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> assertThat(log()).content().contains(": watching the sockets"));
            }
            jvm.say("go on");
        }
    }

    private Fork without() {
        return surroundings.apply(neighbour.apply(Fork.on(jdk)));
    }

    private Fork with() {
        Fork fork = Fork.on(jdk);
        return surroundings.apply(isOursFirst ? neighbour.apply(ours(fork)) : ours(neighbour.apply(fork)));
    }

    private Fork ours(Fork fork) {
        List<String> all = new ArrayList<>(options);
        all.add("log=" + log);
        all.add("json=" + json);
        return fork.jvmOption("-javaagent:" + agent + "=" + String.join(",", all));
    }

    private static Outcome leak(Start start, Fork fork, Look begin, Look look, Duration[] ends, int index)
            throws Exception {
        try (ForkedJvm jvm = start.by(fork)) {
            begin.at(jvm);
            jvm.stdout().awaitLine("forgot \\d+");
            look.at(jvm);
            long before = System.nanoTime();
            jvm.say("go on");
            Outcome outcome = outcome(jvm);
            ends[index] = Duration.ofNanos(System.nanoTime() - before);
            return outcome;
        }
    }

    private static Outcome outcome(Fork fork, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        try (ForkedJvm jvm = fork.main(program, arguments)) {
            return outcome(jvm);
        }
    }

    private static Outcome outcome(ForkedJvm jvm) throws InterruptedException {
        return new Outcome(
                jvm.exitCode(),
                jvm.stdout().lines().stream().filter(Comparison::isNotOfTheJvm).toList(),
                jvm.stderr().lines().stream().filter(Comparison::isNotOfTheJvm).toList());
    }

    /**
     * The JVM's own part of every agent says so when there was no memory, or no stack, to ask the agent about a class that is
     * being loaded; nothing comes of it.
     */
    private static boolean isNotOfTheJvm(String line) {
        return !line.startsWith("*** java.lang.instrument ASSERTION FAILED ***: \"!errorOutstanding\"");
    }

    /** The leaks are in the report, by their code, and the numbers are the kernel's. */
    public void leaksAreNamed(ForkedJvm jvm) throws IOException {
        JsonReport report = report().await("the forgotten connections", Comparison::hasForgotten);
        assertThat(report.kernelCloseWait())
                .isEqualTo(report.total("closeWait"))
                .isEqualTo(KernelCount.of(jvm.pid()).held());
    }

    /** The report names the forgotten connections; what a pause made look different is a place of its own. */
    public static boolean hasForgotten(JsonReport report) {
        return report.leaks().stream()
                        .filter(group -> group.lookAt().startsWith(CULPRIT))
                        .mapToInt(Group::count)
                        .sum()
                == 3;
    }
}
