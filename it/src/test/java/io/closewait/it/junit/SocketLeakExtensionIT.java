package io.closewait.it.junit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.Jdk;
import io.closewait.it.junit.samples.ByField;
import io.closewait.it.junit.samples.ClosesWhileOthersDrop;
import io.closewait.it.junit.samples.DroppedReferences;
import io.closewait.it.junit.samples.Excluded;
import io.closewait.it.junit.samples.HoldersAreAsked;
import io.closewait.it.junit.samples.ManyPlacesLeak;
import io.closewait.it.junit.samples.OnOneMethod;
import io.closewait.it.junit.samples.OneInvocationLeaks;
import io.closewait.it.junit.samples.OneLeaks;
import io.closewait.it.junit.samples.OneLeaksBesideTheOther;
import io.closewait.it.junit.samples.OrMaybeThere;
import io.closewait.it.junit.samples.PoolLeaks;
import io.closewait.it.junit.samples.PoolLeaksHere;
import io.closewait.it.junit.samples.SetUpLeaks;
import io.closewait.it.junit.samples.WithoutAnnotation;
import io.closewait.it.junit.samples.WrongPattern;
import io.closewait.it.junit.samples.WrongTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;

/** Tests with the extension, in a JVM without the agent unless said otherwise: which fail, and what the failure says. */
@Tag("long")
class SocketLeakExtensionIT {
    private static final String AUTODETECTION = "-Djunit.jupiter.extensions.autodetection.enabled=true";

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
                        "=> io.closewait.junit.SocketLeakError: closewait: 1 socket NEVER CLOSED, look at"
                                + " io.closewait.it.junit.samples.LeavingPeer.connect(LeavingPeer.java:",
                        "opened by io.closewait.it.junit.samples.OneLeaks.forgets_to_close()",
                        "#1  1 socket NEVER CLOSED",
                        "look at  io.closewait.it.junit.samples.LeavingPeer.connect(LeavingPeer.java:",
                        "io.closewait.it.junit.samples.OneLeaks.forgets_to_close(OneLeaks.java:")
                .doesNotContain("#2");
        assertThat(run.failures().get("OneLeaks:opens_on_a_thread_of_its_own()"))
                .contains("io.closewait.it.junit.samples.OneLeaks.lambda$opens_on_a_thread_of_its_own$");
        assertThat(run.failures().get("PoolLeaks"))
                .contains("not attributable to a test", "during io.closewait.it.junit.samples.PoolLeaks")
                .contains("#1  1 socket NEVER CLOSED", "io.closewait.it.junit.samples.BackgroundClient.run(");
        assertThat(run.failures().get("SetUpLeaks"))
                .contains("opened by io.closewait.it.junit.samples.SetUpLeaks", "SetUpLeaks.connect(SetUpLeaks.java:");
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
                .contains("opened by io.closewait.it.junit.samples.OneLeaksBesideTheOther.forgets_to_close()")
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
                .contains("not attributable to a test", ".PoolLeaksHere", ".OrMaybeThere");
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
                .contains(
                        "=> org.junit.jupiter.api.extension.ExtensionConfigurationException: @FailOnSocketLeak of WrongPattern:"
                                + " exclude = \"stack:com.acme.*\" is not a pattern; write frame:, peer: or port:")
                .doesNotContain("Caused by");
        assertThat(run.failures().get("WrongTime:does_not_run()"))
                .contains(
                        "=> org.junit.jupiter.api.extension.ExtensionConfigurationException: @FailOnSocketLeak of does_not_run():"
                                + " leakAfterMillis = -5 is not a number of milliseconds, 0 or more");
    }

    @EachJdk(from = 17)
    void dropped_references_fail_their_tests_20_of_20(Jdk jdk) throws Exception {
        assertAllFound(ConsoleRun.sequential(
                Fork.on(jdk), JUnitVersion.NEWEST, DroppedReferences.class, ClosesWhileOthersDrop.class));
    }

    @EachJdk(from = 17)
    void dropped_references_fail_their_tests_20_of_20_in_parallel(Jdk jdk) throws Exception {
        assertAllFound(ConsoleRun.parallel(
                Fork.on(jdk), JUnitVersion.OLDEST, DroppedReferences.class, ClosesWhileOthersDrop.class));
    }

    private static void assertAllFound(ConsoleRun run) {
        Map<String, Long> found = run.failures().keySet().stream()
                .collect(Collectors.groupingBy(name -> name.replaceAll(":repetition .*", ""), Collectors.counting()));
        assertThat(found)
                .isEqualTo(Map.of(
                        "DroppedReferences:drops()",
                        20L,
                        "DroppedReferences:drops_and_runs_the_garbage_collector()",
                        20L,
                        "DroppedReferences:drops_and_waits_until_it_is_closed()",
                        20L));
        assertThat(run.successful()).as("those that close").isEqualTo(20);
        assertThat(run.failures().entrySet())
                .filteredOn(failure -> failure.getKey().contains("waits_until_it_is_closed"))
                .allSatisfy(failure -> assertThat(failure.getValue())
                        .contains("closed by the garbage collector", "look at ")
                        .contains("LeavingPeer.connect(LeavingPeer.java:"));
    }

    @EachJdk(from = 17, to = 17)
    void a_leak_has_15_lines_at_most_unless_asked(Jdk jdk) throws Exception {
        String error = errorOf(ConsoleRun.sequential(Fork.on(jdk), JUnitVersion.NEWEST, ManyPlacesLeak.class));

        assertThat(error.lines().findFirst().orElseThrow())
                .matches(".*: closewait: 4 sockets leak, 3 of them NEVER CLOSED, look at "
                        + "io\\.closewait\\.it\\.junit\\.samples\\.LeavingPeer\\.connect\\(LeavingPeer\\.java:\\d+\\);"
                        + " and 1 more place");
        assertThat(error.lines()).hasSizeLessThanOrEqualTo(2 * 15);
        assertThat(error).contains("more lines with -Dclosewait.junit.fullReport=true");

        Fork asking = Fork.on(jdk).jvmOption("-Dclosewait.junit.fullReport=true");
        String whole = errorOf(ConsoleRun.sequential(asking, JUnitVersion.NEWEST, ManyPlacesLeak.class));
        assertThat(whole.lines()).hasSizeGreaterThan(2 * 15);
        assertThat(whole).doesNotContain("more lines");
    }

    /** The error as it prints itself, with the lines in the place of its stack trace. */
    private static String errorOf(ConsoleRun run) {
        String failure = requireNonNull(run.failures().get("ManyPlacesLeak:forgets_to_close()"));
        return failure.substring(failure.indexOf("=> ")).stripTrailing();
    }

    @EachJdk(from = 17, to = 17)
    void a_property_has_all_tests_of_a_suite_checked_each_once(Jdk jdk) throws Exception {
        assertAllTests(jdk, JUnitVersion.OLDEST);
        assertAllTests(jdk, JUnitVersion.NEWEST);
    }

    private static void assertAllTests(Jdk jdk, JUnitVersion version) throws Exception {
        Fork fork = Fork.on(jdk)
                .jvmOption(AUTODETECTION, "-Dclosewait.junit.allTests=true", "-Dclosewait.junit.leakAfterMillis=100");
        ConsoleRun run = ConsoleRun.sequential(fork, version, WithoutAnnotation.class, OneLeaks.class, ByField.class);

        assertThat(run.failures())
                .containsOnlyKeys(
                        "WithoutAnnotation:forgets_to_close()",
                        "OneLeaks:forgets_to_close()",
                        "OneLeaks:opens_on_a_thread_of_its_own()",
                        "ByField:leaks_and_may_not()");
        assertThat(run.failures().get("WithoutAnnotation:forgets_to_close()"))
                .contains("opened by io.closewait.it.junit.samples.WithoutAnnotation.forgets_to_close()");
        assertThat(run.successful()).isEqualTo(3);
        assertThat(run.complaints())
                .as("the extension's settings are no options")
                .isEmpty();
    }

    @EachJdk(from = 17, to = 17)
    void extensions_of_others_may_be_detected_without_a_check_of_all_tests(Jdk jdk) throws Exception {
        ConsoleRun run = ConsoleRun.sequential(
                Fork.on(jdk).jvmOption(AUTODETECTION), JUnitVersion.NEWEST, WithoutAnnotation.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.successful()).isEqualTo(2);
    }

    @EachJdk(from = 17, to = 17)
    void the_suites_settings_are_for_tests_without_their_own_and_checked_like_these(Jdk jdk) throws Exception {
        Fork fork = Fork.on(jdk).jvmOption(AUTODETECTION, "-Dclosewait.junit.allTests=true");
        String exclude = "-Dclosewait.junit.exclude=";

        ConsoleRun excluded = ConsoleRun.sequential(
                fork.jvmOption(exclude + "port:1;frame:*.WithoutAnnotation.*"),
                JUnitVersion.NEWEST,
                WithoutAnnotation.class,
                OneLeaks.class);
        assertThat(excluded.failures())
                .containsOnlyKeys("OneLeaks:forgets_to_close()", "OneLeaks:opens_on_a_thread_of_its_own()");

        ConsoleRun wrong = ConsoleRun.sequential(
                fork.jvmOption(exclude + "port:1; stack:com.acme.*;"), JUnitVersion.NEWEST, WithoutAnnotation.class);
        assertThat(wrong.failures()).containsOnlyKeys("WithoutAnnotation");
        assertThat(wrong.failures().get("WithoutAnnotation"))
                .contains("ExtensionConfigurationException", "exclude = \"stack:com.acme.*\" is not a pattern");
    }

    @EachJdk(from = 17, to = 17)
    void an_agent_without_JMX_is_named_as_the_reason(Jdk jdk) throws Exception {
        ConsoleRun run = ConsoleRun.sequential(Fork.on(jdk).agent("jmx=false"), JUnitVersion.NEWEST, PoolLeaks.class);

        assertThat(run.failures()).containsOnlyKeys("PoolLeaks");
        assertThat(run.failures().get("PoolLeaks")).contains("its option jmx must be true");
    }
}
