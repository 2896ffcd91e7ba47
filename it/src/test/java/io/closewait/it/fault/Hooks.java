package io.closewait.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Comparison;
import io.closewait.it.harness.Jdk;
import io.closewait.it.programs.fault.EndOfHeap;
import io.closewait.it.programs.fault.EndOfStack;
import io.closewait.it.programs.fault.Errands;
import io.closewait.it.programs.fault.GroupInterrupted;
import io.closewait.it.programs.fault.Interruptions;
import io.closewait.it.programs.fault.Stops;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What happens inside the agent's code while the application is in one of its hooks. */
final class Hooks {
    private Hooks() {}

    static void throwing(Jdk jdk, Path folder) throws Exception {
        Comparison comparison = Comparison.on(jdk, folder);
        comparison
                .agent(FaultyAgent.whoseHooksThrow(folder.resolve("faulty.jar")))
                .look(jvm -> awaitStop(comparison.log(), "its hooks failed \\d+ times, first with .*LinkageError"))
                .leaking(Errands.class);
    }

    static void threadsFailing(Jdk jdk, Path folder) throws Exception {
        Comparison comparison = Comparison.on(jdk, folder);
        comparison
                .agent(FaultyAgent.whoseThreadsThrow(folder.resolve("faulty.jar")))
                .look(jvm -> {
                    awaitStop(comparison.log(), "its threads failed 100 times, first with .*NullPointerException");
                    assertThat(comparison.log())
                            .content()
                            .containsOnlyOnce("a check or a report failed; the next one tries again");
                })
                .leaking(Errands.class);
    }

    private static void awaitStop(Path log, String reason) {
        Awaitility.await("the agent stops")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(log).content().containsPattern("closewait: stopped, " + reason));
    }

    static void throwingWhenTheyFail(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder)
                .agent(FaultyAgent.whoseHooksThrowWhenTheyFail(folder.resolve("faulty.jar")))
                .look(jvm -> {})
                .leaking(Errands.class);
    }

    static void clockJumps(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder)
                .agent(FaultyAgent.whoseClockJumps(folder.resolve("faulty.jar")))
                .leaking(Errands.class);
    }

    static void endOfStack(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder).leaking(EndOfStack.class);
    }

    static void endOfHeap(Jdk jdk, Path folder) throws Exception {
        Comparison comparison = Comparison.on(jdk, folder);
        comparison
                .around(fork -> fork.jvmOption("-Xmx32m"))
                .afterTheStart()
                .look(jvm -> comparison.report().await("the forgotten connections", Comparison::hasForgotten))
                .leaking(EndOfHeap.class);
    }

    static void interruptions(Jdk jdk, Path folder) throws Exception {
        Comparison.Outcome outcome = Comparison.on(jdk, folder).leaking(Interruptions.class, "2");
        assertThat(outcome.stdout()).contains("answers: true, waits on the agent: 0");
    }

    static void stops(Jdk jdk, Path folder) throws Exception {
        Comparison.Outcome outcome = jdk.feature() == 11
                ? Comparison.on(jdk, folder).leaking(Stops.class, "channels")
                : Comparison.on(jdk, folder).leaking(Stops.class);
        assertThat(outcome.stdout()).contains("nearly all have ended");
    }

    static void groupInterrupted(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder).leaking(GroupInterrupted.class);
    }
}
