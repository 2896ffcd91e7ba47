package io.closewait.bench.parts;

import io.closewait.bench.Budget;
import io.closewait.bench.Figures;
import io.closewait.bench.Lab;
import io.closewait.bench.Part;
import io.closewait.bench.Sample;
import io.closewait.bench.workload.EmptyAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** d: what a start costs, in time and in processor time, and whether the JVM's archive of shared classes is still used. */
public final class Starts implements Part {
    private static final String HELLO = "io.closewait.bench.workload.Hello";
    private static final String SPRING = "io.closewait.bench.workload.SpringStart";
    /** The kernel's unit for the processor time of a process (USER_HZ, the same on all Linux systems). */
    private static final double MILLIS_PER_TICK = 10;

    @Override
    public char letter() {
        return 'd';
    }

    @Override
    public void measure(Lab lab, Figures figures) throws IOException, InterruptedException {
        helloWorld(lab, figures);
        if (lab.times(1, 0) == 1) {
            List<Start[]> spring = rounds(lab, SPRING, 8, lab.referenceOptions(), List.of(lab.agentOption()));
            figures.add(
                    'd',
                    "time added to the start of a Spring Boot web application",
                    difference(spring, 1, Start::millis),
                    "ms");
            figures.add(
                    'd',
                    "time of that start without the agent",
                    Sample.of(spring.stream().map(pair -> pair[0].millis).toList()),
                    "ms");
            figures.add('d', "processor time added to that start", mean(spring, 1), "ms");
        }
        // By name: the agent itself takes hundreds of classes out of the archive, which would hide any that were lost.
        Set<String> lost = new HashSet<>(shared(lab, lab.referenceOptions()));
        lost.removeAll(shared(lab, List.of(lab.agentOption())));
        figures.add(Budget.SHARING, "", Sample.of(List.of((double) lost.size())));
    }

    /** Without an agent, with closewait, and with an agent that does nothing: what the JVM takes for any. */
    private static void helloWorld(Lab lab, Figures figures) throws IOException, InterruptedException {
        Path empty = Files.createTempFile("empty-agent", ".jar");
        try {
            EmptyAgent.writeJar(empty);
            List<Start[]> hello = rounds(
                    lab,
                    HELLO,
                    lab.times(40, 3),
                    lab.referenceOptions(),
                    List.of(lab.agentOption()),
                    List.of("-javaagent:" + empty));
            figures.add(Budget.START, "", difference(hello, 1, Start::millis));
            figures.add('d', "processor time added to hello-world", mean(hello, 1), "ms");
            figures.add(
                    'd',
                    "floor: time added to hello-world by an agent that does nothing",
                    difference(hello, 2, Start::millis),
                    "ms");
            figures.add(
                    'd',
                    "floor: processor time added to hello-world by an agent that does nothing",
                    mean(hello, 2),
                    "ms");
        } finally {
            Files.delete(empty);
        }
    }

    private record Start(double millis, double processorMillis) {}

    /** Each round starts every variant once, each first in its turn; the first round only fills the file cache. */
    @SafeVarargs
    private static List<Start[]> rounds(Lab lab, String mainClass, int count, List<String>... variants)
            throws IOException, InterruptedException {
        List<Start[]> rounds = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            Start[] round = new Start[variants.length];
            for (int turn = 0; turn < variants.length; turn++) {
                int which = (i + turn) % variants.length;
                round[which] = start(lab, mainClass, variants[which]);
            }
            if (i > 0) {
                rounds.add(round);
            }
        }
        return rounds;
    }

    private static Start start(Lab lab, String mainClass, List<String> options)
            throws IOException, InterruptedException {
        double usedBefore = ticksOfEndedChildren();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(lab.command(options, mainClass))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int exitCode = process.waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        if (exitCode != 0) {
            throw new IOException(mainClass + " ended with exit code " + exitCode);
        }
        return new Start(millis, (ticksOfEndedChildren() - usedBefore) * MILLIS_PER_TICK);
    }

    /** Of this process, user and system (proc_pid_stat(5), fields 16 and 17). */
    private static double ticksOfEndedChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]);
    }

    /** What a variant takes more than the first, round by round. */
    private static Sample difference(List<Start[]> rounds, int variant, Function<Start, Double> figure) {
        return Sample.of(rounds.stream()
                .map(round -> figure.apply(round[variant]) - figure.apply(round[0]))
                .toList());
    }

    /** The unit is coarse, so the mean says more than the median; the spread is that of the rounds. */
    private static Sample mean(List<Start[]> rounds, int variant) {
        Sample spread = difference(rounds, variant, Start::processorMillis);
        double mean = rounds.stream()
                .mapToDouble(round -> round[variant].processorMillis - round[0].processorMillis)
                .average()
                .orElseThrow();
        return new Sample(mean, spread.low(), spread.high());
    }

    /** The classes that come out of the JVM's archive. */
    private static Set<String> shared(Lab lab, List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.add("-Xlog:class+load");
        Process process = new ProcessBuilder(lab.command(all, HELLO))
                .redirectErrorStream(true)
                .start();
        Set<String> names;
        try (var lines = process.inputReader()) {
            // [0.021s][info][class,load] java.lang.Object source: shared objects file
            names = lines.lines()
                    .filter(line -> line.contains(" source: shared objects file"))
                    .map(line -> line.substring(0, line.indexOf(" source: ")))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .filter(name -> name.indexOf('/') < 0) // hidden classes have another name each time
                    .collect(Collectors.toSet());
        }
        process.waitFor();
        if (names.isEmpty()) {
            throw new IOException("this JDK shares no class: it has no archive");
        }
        return names;
    }
}
