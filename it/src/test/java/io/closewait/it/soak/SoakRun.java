package io.closewait.it.soak;

import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.programs.soak.Soak;
import java.util.List;
import java.util.stream.Stream;

/** One run of the soak's program, to its end. */
record SoakRun(List<Mark> marks, String errors) {
    /** As the program divides it. */
    private static final int STEPS = 20;

    /** Each pair is two threads; more of them than processors, so that threads are interrupted in the middle of everything. */
    private static final String PAIRS = "8";

    static SoakRun of(Fork fork, long connections, String... watched) throws Exception {
        String[] arguments = Stream.concat(Stream.of(String.valueOf(connections), PAIRS), Stream.of(watched))
                .toArray(String[]::new);
        try (ForkedJvm jvm = fork.jvmOption("-Xmx256m").main(Soak.class, arguments)) {
            jvm.stdout().awaitLine("mark start .*");
            jvm.say("go");
            for (int step = 1; step < STEPS; step++) {
                jvm.stdout().awaitLine("mark step" + step + " .*");
            }
            jvm.stdout().awaitLine("mark end .*");
            jvm.say("go");
            if (jvm.exitCode() != 0) {
                throw new AssertionError(jvm.toString());
            }
            return new SoakRun(
                    jvm.stdout().lines().stream().map(Mark::parse).toList(),
                    jvm.stderr().text());
        }
    }

    Mark start() {
        return marks.get(0);
    }

    Mark middle() {
        return marks.get(STEPS / 2);
    }

    Mark end() {
        return marks.get(STEPS);
    }
}
