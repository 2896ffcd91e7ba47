package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.programs.PeersLeave;
import io.closewait.it.programs.Waiting;
import org.junit.jupiter.api.parallel.Isolated;

/** The command that asks every JVM of the machine. */
@Isolated("it opens a connector for JMX, and so sockets, in the JVMs of other tests")
class ListIT {
    @EachJdk
    void JVMs_are_listed_with_their_leaks(Jdk jdk) throws Exception {
        try (ForkedJvm leaking = CommandLineIT.reportingFiveLeaks(jdk);
                ForkedJvm without = Fork.on(jdk).main(Waiting.class)) {
            without.stdout().awaitLine("waiting");
            String leakingPid = " *" + leaking.pid() + "  ";
            String program = PeersLeave.class.getName().replace(".", "\\.");

            CommandLineIT.Result result = CommandLineIT.closewait(jdk, "list");

            assertThat(result.exitCode()).isZero();
            assertThat(result.out().get(0)).matches(" *PID  AGENT +LEAKED +OPEN  PROGRAM");
            assertThat(result.out())
                    .anySatisfy(line -> assertThat(line).matches(leakingPid + "\\d\\S+ +5 +\\d+  " + program))
                    .anySatisfy(line ->
                            assertThat(line).matches(" *" + without.pid() + "  - +- +-  " + Waiting.class.getName()));
        }
    }
}
