package io.closewait.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.Jdk;
import io.closewait.it.junit.samples.ByField;
import io.closewait.it.junit.samples.Excluded;
import io.closewait.it.junit.samples.HoldersAreAsked;
import io.closewait.it.junit.samples.OnOneMethod;
import io.closewait.it.junit.samples.OneInvocationLeaks;
import io.closewait.it.junit.samples.OneLeaks;
import io.closewait.it.junit.samples.OneLeaksBesideTheOther;
import io.closewait.it.junit.samples.OrMaybeThere;
import io.closewait.it.junit.samples.PoolLeaks;
import io.closewait.it.junit.samples.PoolLeaksHere;
import io.closewait.it.junit.samples.SetUpLeaks;
import io.closewait.it.junit.samples.WrongPattern;
import io.closewait.it.junit.samples.WrongTime;

/** Tests with the extension, in a JVM without the agent unless said otherwise: which fail, and what the failure says. */
class SocketLeakExtensionIT {

    @EachJdk(from = 17)
    void leaking_tests_fail_one_after_the_other_with_JUnit_5(Jdk jdk) throws Exception {
        assertSequential(jdk, JUnitVersion.OLDEST);
    }

    @EachJdk(from = 17)
    void leaking_tests_fail_one_after_the_other_with_JUnit_6(Jdk jdk) throws Exception {
        assertSequential(jdk, JUnitVersion.NEWEST);
    }

    private static void assertSequential(Jdk jdk, JUnitVersion version) throws Exception {
        ConsoleRun run = ConsoleRun.sequential(
                Fork.on(jdk),
                version,
                OneLeaks.class,
                PoolLeaks.class,
                SetUpLeaks.class,
                Excluded.class,
                ByField.class,
                OnOneMethod.class);

        assertThat(run.failures())
                .containsOnlyKeys(
                        "OneLeaks:forgets_to_close()",
                        "OneLeaks:opens_on_a_thread_of_its_own()",
                        "PoolLeaks",
                        "SetUpLeaks",
                        "Excluded:leaks_and_may_not()",
                        "ByField:leaks_and_may_not()",
                        "OnOneMethod:leaks_and_may_not()");
        assertThat(run.successful()).isEqualTo(6);
        assertThat(run.failures().get("OneLeaks:forgets_to_close()"))
                .contains(
                        "=> java.lang.AssertionError: closewait: 1 socket is still open, although its peer has left",
                        "by io.closewait.it.junit.samples.OneLeaks.forgets_to_close() (1)",
                        "#1  1 socket NEVER CLOSED",
                        "look at  io.closewait.it.junit.samples.LeavingPeer.connect(LeavingPeer.java:",
                        "io.closewait.it.junit.samples.OneLeaks.forgets_to_close(OneLeaks.java:")
                .doesNotContain("#2");
        assertThat(run.failures().get("OneLeaks:opens_on_a_thread_of_its_own()"))
                .contains("io.closewait.it.junit.samples.OneLeaks.lambda$opens_on_a_thread_of_its_own$");
        assertThat(run.failures().get("PoolLeaks"))
                .contains("by nobody who can be named", "during io.closewait.it.junit.samples.PoolLeaks (1)")
                .contains("#1  1 socket NEVER CLOSED", "io.closewait.it.junit.samples.BackgroundClient.run(");
        assertThat(run.failures().get("SetUpLeaks"))
                .contains("by io.closewait.it.junit.samples.SetUpLeaks (1)", "SetUpLeaks.connect(SetUpLeaks.java:");
    }

    @EachJdk(from = 17)
    void a_failure_says_who_holds_the_sockets_if_asked(Jdk jdk) throws Exception {
        ConsoleRun run = ConsoleRun.sequential(Fork.on(jdk), JUnitVersion.NEWEST, HoldersAreAsked.class);

        assertThat(run.failures().get("HoldersAreAsked:forgets_to_close()"))
                .contains("#1  1 socket NEVER CLOSED")
                .contains(
                        "who holds them",
                        "held by the static field " + "io.closewait.it.junit.samples.LeavingPeer.FORGOTTEN");
    }

    @EachJdk(from = 17)
    void a_property_asks_for_the_holders_in_all_tests(Jdk jdk) throws Exception {
        Fork fork = Fork.on(jdk).jvmOption("-Dclosewait.junit.holders=true");
        ConsoleRun run = ConsoleRun.sequential(fork, JUnitVersion.OLDEST, OneLeaks.class);

        assertThat(run.failures().get("OneLeaks:forgets_to_close()")).contains("who holds them", "> io.closewait.it");
    }

    @EachJdk(from = 17)
    void tests_in_parallel_do_not_blame_each_other_with_JUnit_5(Jdk jdk) throws Exception {
        assertParallel(jdk, JUnitVersion.OLDEST);
    }

    @EachJdk(from = 17)
    void tests_in_parallel_do_not_blame_each_other_with_JUnit_6(Jdk jdk) throws Exception {
        assertParallel(jdk, JUnitVersion.NEWEST);
    }

    private static void assertParallel(Jdk jdk, JUnitVersion version) throws Exception {
        ConsoleRun run = ConsoleRun.parallel(
                Fork.on(jdk), version, OneLeaks.class, OneLeaksBesideTheOther.class, OneInvocationLeaks.class);

        assertThat(run.failures())
                .containsOnlyKeys(
                        "OneLeaks:forgets_to_close()",
                        "OneLeaks:opens_on_a_thread_of_its_own()",
                        "OneLeaksBesideTheOther:forgets_to_close()",
                        "OneInvocationLeaks:leaks_in_the_second(RepetitionInfo):repetition 2 of 2");
        assertThat(run.failures().get("OneLeaksBesideTheOther:forgets_to_close()"))
                .contains("by io.closewait.it.junit.samples.OneLeaksBesideTheOther.forgets_to_close() (1)")
                .contains("OneLeaksBesideTheOther.forgets_to_close(OneLeaksBesideTheOther.java:")
                .doesNotContain("#2");
        assertThat(run.successful()).isEqualTo(3);
    }

    @EachJdk(from = 17)
    void the_last_of_the_classes_that_ran_answers_for_what_nobody_can_be_named_for(Jdk jdk) throws Exception {
        ConsoleRun run =
                ConsoleRun.parallel(Fork.on(jdk), JUnitVersion.NEWEST, PoolLeaksHere.class, OrMaybeThere.class);

        assertThat(run.failures()).hasSize(1);
        assertThat(run.failures().keySet()).first().isIn("PoolLeaksHere", "OrMaybeThere");
        assertThat(run.failures().values())
                .first()
                .asString()
                .contains("by nobody who can be named", ".PoolLeaksHere", ".OrMaybeThere");
        assertThat(run.successful()).isEqualTo(2);
    }

    @EachJdk(from = 17)
    void an_agent_that_is_there_is_asked_as_it_is(Jdk jdk) throws Exception {
        ConsoleRun run = ConsoleRun.sequential(Fork.on(jdk).agent("leakAfter=1h"), JUnitVersion.NEWEST, OneLeaks.class);

        assertThat(run.failures())
                .containsOnlyKeys("OneLeaks:forgets_to_close()", "OneLeaks:opens_on_a_thread_of_its_own()");
        assertThat(run.failures().get("OneLeaks:forgets_to_close()"))
                .contains("OneLeaks.forgets_to_close(OneLeaks.java:");
    }

    @EachJdk(from = 17, to = 17)
    void wrong_settings_are_named(Jdk jdk) throws Exception {
        ConsoleRun run = ConsoleRun.sequential(Fork.on(jdk), JUnitVersion.NEWEST, WrongPattern.class, WrongTime.class);

        assertThat(run.failures()).containsOnlyKeys("WrongPattern", "WrongTime:does_not_run()");
        assertThat(run.failures().get("WrongPattern"))
                .contains("exclude of WrongPattern: 'stack:com.acme.*' is not PATTERN=REASON");
        assertThat(run.failures().get("WrongTime:does_not_run()"))
                .contains("@FailOnSocketLeak(leakAfterMillis = -5) of does_not_run(): milliseconds from 0 on");
    }

    @EachJdk(from = 17, to = 17)
    void an_agent_without_JMX_is_named_as_the_reason(Jdk jdk) throws Exception {
        ConsoleRun run = ConsoleRun.sequential(Fork.on(jdk).agent("jmx=false"), JUnitVersion.NEWEST, PoolLeaks.class);

        assertThat(run.failures()).containsOnlyKeys("PoolLeaks");
        assertThat(run.failures().get("PoolLeaks")).contains("its option jmx must be true");
    }
}
