package io.closewait.it.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Attach;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.KernelCount;

/** The agent comes when the sockets have leaked already. */
class AttachIT {
    private static final int LEAKED = 50;

    @EachJdk
    void sockets_that_leaked_before_the_agent_came_are_of_unknown_origin(Jdk jdk) throws Exception {
        try (CoverageJvm jvm = CoverageJvm.startBare(jdk, 2 * LEAKED, "SocketRows.connect")) {
            Attach.agent(jvm.pid(), CoverageJvm.options());

            JsonReport before =
                    jvm.report(r -> r.total("unknownOrigin") == LEAKED).report();
            assertThat(jvm.kernel()).isEqualTo(new KernelCount(LEAKED, 0));
            assertThat(before.total("unknownOrigin")).isEqualTo(LEAKED);
            assertThat(before.kernelCloseWait()).isEqualTo(LEAKED);
            assertThat(before.explained()).isEqualTo(LEAKED);

            jvm.tell("close");
            JsonReport after = jvm.report(r -> r.kernelCloseWait() == 0 && r.explained() == 0)
                    .report();
            assertThat(jvm.kernel()).isEqualTo(new KernelCount(0, 0));
            assertThat(after.total("unknownOrigin")).isZero();
            assertThat(after.total("closeWait")).isZero();
            assertThat(after.total("open")).isZero();
        }
    }
}
