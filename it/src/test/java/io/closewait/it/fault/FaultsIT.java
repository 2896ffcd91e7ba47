package io.closewait.it.fault;

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
 * The application does under the agent what it does without it, whatever goes wrong. {@code docs/faults.md} tells what was
 * tried where; {@code -Dit.faults.write=true} writes it anew, otherwise it must be true.
 * {@code -Dfault.only=EXPRESSION} runs the cases whose title contains it.
 */
@ExtendWith(OutputOnFailure.class)
@Tag("long")
@Isolated("its times are compared")
class FaultsIT {
    private static final Pattern ONLY = Pattern.compile(System.getProperty("fault.only", ""));

    private static final String HEADER = """
            # What it survives

            Written by `FaultsIT`. Each cell is a program that ran twice on that JDK, in processes of its own, without the
            agent and with it: what is compared must be the same in both. The end of the program may come later by the time
            that the agent gives its last report, five seconds. The test fails when a cell here is not what it saw. To write
            this file anew:

                mvn verify -Pall -pl it -am -Dit.test=FaultsIT -Dit.faults.write=true -Dtest=none

            ✓ the same · ✗ not the same · – not run: the JDK does not have it, or it takes long and runs on 17 and 25 only

            Elsewhere: no `/proc`, network name spaces and no descriptor left (`SurroundingsIT`), wrong options (`OptionsIT`),
            `-Xshare:on` (`UntouchedApplicationIT`), a file system that hangs and other readers that stop, under load
            (`BlockedReaderIT`). Not tried: a clock of the whole machine that jumps (the agent's own reading of it does here).
            Memory that runs out before the application has used its own classes breaks those for good, so that no program
            can be compared: the agent has started here when it does.

            `Thread.stop` on JDK 11 opens and closes channels only: there a stopped thread can leave a `Socket` whose cleaner
            closes descriptor 0, the program's input, with or without an agent. On JDK 8, with four such programs at once on
            two cores, one of 19,200 stopped threads went on; where its end got lost is not known.

            """;

    private static final JdkTable TABLE = new JdkTable(
            Artifacts.project().resolve("docs/faults.md"),
            HEADER,
            "what is compared",
            "it.faults.write",
            List.of(FaultCase.values()));

    static Stream<Arguments> cases() {
        return Stream.of(FaultCase.values())
                .filter(fault -> ONLY.matcher(fault.title()).find())
                .flatMap(fault -> Jdks.used().stream()
                        .filter(jdk -> fault.absence(jdk.feature()).isEmpty())
                        .map(jdk -> Arguments.of(fault, jdk)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void the_application_runs_as_without_the_agent(FaultCase fault, Jdk jdk, @TempDir Path folder) throws Exception {
        TABLE.begin(fault, jdk);
        try {
            fault.scenario().run(jdk, folder);
        } catch (TestAbortedException notToBeHad) {
            TABLE.skip(fault, jdk, String.valueOf(notToBeHad.getMessage()));
            throw notToBeHad;
        }
        TABLE.pass(fault, jdk);
    }

    @AfterAll
    static void docs_faults_md_tells_what_was_seen() throws IOException {
        TABLE.writeOrCheck();
    }
}
