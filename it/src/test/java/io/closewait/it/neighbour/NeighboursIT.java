package io.closewait.it.neighbour;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JdkTable;
import io.closewait.it.harness.Jdks;
import io.closewait.it.harness.OutputOnFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * The application does under the agent what it does without it, whoever else is in its JVM. {@code docs/neighbours.md} tells
 * what was tried where; {@code -Dit.neighbours.write=true} writes it anew, otherwise it must be true.
 * {@code -Dneighbour.only=EXPRESSION} runs the cases whose title contains it.
 */
@ExtendWith(OutputOnFailure.class)
@Tag("long")
@Isolated("its times are compared")
class NeighboursIT {
    private static final Pattern ONLY = Pattern.compile(System.getProperty("neighbour.only", ""));

    private static final String HEADER = """
            # Who it lives with

            Written by `NeighboursIT`. Each cell is a program that ran twice on that JDK, in processes of its own, without the
            agent and with it: what is compared must be the same in both. The test fails when a cell here is not what it saw.
            To write this file anew:

                mvn verify -Pall -pl it -am -Dit.test=NeighboursIT -Dit.neighbours.write=true -Dtest=none

            ✓ the same · ✗ not the same · – not run: the JDK does not have it, or it takes long and runs on 17 and 25 only

            What the exporters export is held against the report by `MetricsIT`.

            """;

    private static final JdkTable TABLE = new JdkTable(
            Artifacts.project().resolve("docs/neighbours.md"),
            HEADER,
            "what is compared",
            "it.neighbours.write",
            List.of(NeighbourCase.values()));

    static Stream<Arguments> cases() {
        return Stream.of(NeighbourCase.values())
                .filter(neighbour -> ONLY.matcher(neighbour.title()).find())
                .flatMap(neighbour -> Jdks.used().stream()
                        .filter(jdk -> neighbour.absence(jdk.feature()).isEmpty())
                        .map(jdk -> Arguments.of(neighbour, jdk)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void the_application_runs_as_without_the_agent(NeighbourCase neighbour, Jdk jdk, @TempDir Path folder)
            throws Exception {
        TABLE.begin(neighbour, jdk);
        try {
            neighbour.scenario().run(jdk, folder);
        } catch (TestAbortedException notToBeHad) {
            TABLE.skip(neighbour, jdk, String.valueOf(notToBeHad.getMessage()));
            throw notToBeHad;
        }
        TABLE.pass(neighbour, jdk);
    }

    @AfterAll
    static void docs_neighbours_md_tells_what_was_seen() throws IOException {
        TABLE.writeOrCheck();
    }
}
