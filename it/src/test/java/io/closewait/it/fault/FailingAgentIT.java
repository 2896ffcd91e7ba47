package io.closewait.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** An agent that does not work in a JVM does not stay there. */
class FailingAgentIT {
    @EachJdk(from = 17) // the demo's oldest
    void an_agent_whose_hooks_keep_failing_takes_them_out_and_says_so(Jdk jdk, @TempDir Path folder) throws Exception {
        Path faulty = FaultyAgent.whoseHooksThrow(folder.resolve("faulty.jar"));
        try (ForkedJvm jvm = Fork.on(jdk).jvmOption("-javaagent:" + faulty).demo("healthy", "--hold", "60")) {
            jvm.stderr()
                    .awaitLine("closewait: stopped, its hooks failed \\d+ times, first with java\\.lang\\..*;"
                            + " its hooks are removed, an attach starts it again");
            jvm.stdout().awaitLine("demo: healthy: \\d+ conversations opened and closed");

            assertThat(jvm.isAlive()).isTrue();
        }
    }
}
