package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.programs.PeersLeave;
import io.closewait.it.programs.Waiting;
import java.util.List;
import org.junit.jupiter.api.parallel.Isolated;

/** The command that asks every JVM of the machine. */
@Isolated("it opens a connector for JMX, and so sockets, in the JVMs of other tests")
class ListIT {
    @EachJdk
    void the_kernels_count_of_every_JVM_is_listed_beside_its_leaks(Jdk jdk) throws Exception {
        try (ForkedJvm leaking = CommandLineIT.reportingFiveLeaks(jdk);
                ForkedJvm without =
                        Fork.on(jdk).jvmOption("-XX:-UsePerfData").main(PeersLeave.class, "socket", "3", "closes");
                ForkedJvm idle = Fork.on(jdk).main(Waiting.class)) {
            without.stdout().awaitLine("kept 3");
            idle.stdout().awaitLine("waiting");
            String program = PeersLeave.class.getName().replace(".", "\\.");

            CommandLineIT.Result result = CommandLineIT.closewait(jdk, "list");

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.out().get(0)).matches(" *PID  AGENT +CLOSE_WAIT +LEAKED +UNKNOWN +OPEN  PROGRAM");
            assertThat(result.out())
                    .anySatisfy(line ->
                            assertThat(line).matches(" *" + leaking.pid() + "  \\d\\S+ +5 +5 +0 +\\d+  " + program))
                    .anySatisfy(line -> assertThat(line).matches(" *" + without.pid() + "  - +3 +- +- +-  " + program))
                    .anySatisfy(line -> assertThat(line)
                            .matches(" *" + idle.pid() + "  - +0 +- +- +-  " + Waiting.class.getName()));
            for (ForkedJvm jvm : List.of(leaking, without, idle)) {
                int listed = result.out().stream()
                        .filter(line -> line.trim().startsWith(jvm.pid() + " "))
                        .mapToInt(line -> Integer.parseInt(line.trim().split(" +", -1)[2]))
                        .sum();
                assertThat(KernelCount.heldBySs(jvm.pid()).orElse(listed)).isEqualTo(listed);
            }
        }
    }
}
