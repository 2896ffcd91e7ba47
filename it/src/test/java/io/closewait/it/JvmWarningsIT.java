package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Attach;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.programs.NewerJava;
import io.closewait.it.programs.PeersLeave;
import io.closewait.it.programs.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * No warning of a JVM is there because of the agent, its commands or {@code closewait-holders.jar}: of illegal reflective access
 * (JDK 9 to 16), {@code sun.misc.Unsafe} and native access (24), changed final fields (26). An attach has its own (21).
 */
class JvmWarningsIT {
    private static final Predicate<String> IS_WARNING =
            Pattern.compile("WARNING:.*|.*\\bwarning: .*").asMatchPredicate();

    private static final String LEAK = "closewait: (\\d+) sockets in CLOSE_WAIT leak.*";

    private static List<String> warnings(ForkedJvm jvm) {
        return jvm.stderr().lines().stream().filter(IS_WARNING).toList();
    }

    private static Fork quick(Jdk jdk) {
        return Fork.on(jdk).agent("leakAfter=1s", "interval=1s");
    }

    private static ForkedJvm leaking(Fork fork) throws Exception {
        ForkedJvm jvm = fork.main(PeersLeave.class, "socket", "5", "closes");
        jvm.stdout().awaitLine("kept 5");
        return jvm;
    }

    @EachJdk
    void none_comes_with_the_agent_and_its_report(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = leaking(quick(jdk))) {
            jvm.stderr().awaitLine(LEAK);

            assertThat(warnings(jvm)).isEmpty();
        }
    }

    @EachJdk(from = 17)
    void the_demo_of_everything_has_those_that_it_has_without_the_agent(Jdk jdk) throws Exception {
        try (ForkedJvm without = Fork.on(jdk).demo("mixed", "--hold", "4");
                ForkedJvm with = quick(jdk).demo("mixed", "--hold", "60")) {
            assertThat(without.exitCode()).isZero();
            with.stderr().awaitLine("closewait: 70 sockets in CLOSE_WAIT leak.*");

            assertThat(warnings(with)).isEqualTo(warnings(without));
        }
    }

    @EachJdk
    void an_attach_has_the_one_of_the_JDK_and_no_other(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = leaking(Fork.on(jdk))) {
            Attach.agent(jvm.pid(), "interval=1s");
            jvm.stderr().awaitLine("closewait \\S+: watching.*");

            if (jdk.feature() < 21) {
                assertThat(warnings(jvm)).isEmpty();
            } else {
                assertThat(warnings(jvm))
                        .hasSize(4)
                        .first()
                        .asString()
                        .startsWith("WARNING: A Java agent has been loaded dynamically");
            }
        }
    }

    @EachJdk(from = 21)
    void an_attach_that_the_JVM_was_told_to_expect_has_none(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = leaking(Fork.on(jdk).jvmOption("-XX:+EnableDynamicAgentLoading"))) {
            Attach.agent(jvm.pid(), "interval=1s");
            jvm.stderr().awaitLine("closewait \\S+: watching.*");

            assertThat(warnings(jvm)).isEmpty();
        }
    }

    @EachJdk(from = 24)
    void all_of_it_works_where_what_is_warned_of_is_forbidden(Jdk jdk) throws Exception {
        String[] denials = denials(jdk);
        try (ForkedJvm jvm = leaking(quick(jdk).jvmOption(denials))) {
            jvm.stderr().awaitLine(LEAK);
            try (ForkedJvm report = Fork.on(jdk)
                            .jvmOption(denials)
                            .jar(Artifacts.agent(), "report", String.valueOf(jvm.pid()));
                    ForkedJvm holders = Fork.on(jdk)
                            .jvmOption(denials)
                            .jar(Artifacts.holders(), "--yes", String.valueOf(jvm.pid()))) {
                assertThat(report.exitCode()).isZero();
                assertThat(report.stderr().lines()).isEmpty();
                assertThat(holders.exitCode()).isZero();
                assertThat(holders.stdout().text()).contains("5 sockets: held by");
            }
            assertThat(warnings(jvm)).isEmpty();
        }
    }

    private static String[] denials(Jdk jdk) {
        List<String> denials =
                new ArrayList<>(List.of("--illegal-native-access=deny", "--sun-misc-unsafe-memory-access=deny"));
        if (jdk.feature() >= 26) {
            denials.add("--illegal-final-field-mutation=deny");
        }
        return denials.toArray(String[]::new);
    }

    /** Nor has {@code list}: see {@link ListIT}, which runs alone because that command opens sockets in the JVMs of other tests. */
    @EachJdk
    void the_commands_have_none(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = leaking(quick(jdk))) {
            jvm.stderr().awaitLine(LEAK);
            String pid = String.valueOf(jvm.pid());
            for (List<String> command : List.of(List.of("report", pid), List.of("attach", pid))) {
                try (ForkedJvm run = Fork.on(jdk).jar(Artifacts.agent(), command.toArray(String[]::new))) {
                    assertThat(run.exitCode()).as(run.toString()).isZero();
                    assertThat(run.stderr().lines()).isEmpty();
                }
            }
            try (ForkedJvm watch = Fork.on(jdk).jar(Artifacts.agent(), "watch", pid, "--every", "100ms")) {
                watch.stdout().awaitLine("CLOSE_WAIT   5 .*");
                assertThat(watch.stderr().lines()).isEmpty();
            }
        }
    }

    @EachJdk(from = 17)
    void closewait_holders_has_none(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = leaking(quick(jdk))) {
            jvm.stderr().awaitLine(LEAK);
            try (ForkedJvm holders = Fork.on(jdk).jar(Artifacts.holders(), "--yes", String.valueOf(jvm.pid()))) {
                assertThat(holders.exitCode()).isZero();
                assertThat(warnings(holders)).isEmpty();
            }
        }
    }

    @EachJdk
    void a_Java_newer_than_any_that_is_known_is_said_to_be_untested(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).main(NewerJava.class, "99")) {
            jvm.stdout().awaitLine("waiting");
            Attach.agent(jvm.pid());

            jvm.stderr()
                    .awaitLine(
                            "closewait: Java 99 is untested: this version of closewait is tested on OpenJDK 8 to \\d+"
                                    + " on Linux x86-64; its self-test found nothing wrong");
            assertThat(jvm.stderr().lines()).anyMatch(line -> line.matches("closewait \\S+: watching the sockets.*"));
        }
    }

    @EachJdk
    void a_Java_that_is_known_is_not(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");
            Attach.agent(jvm.pid());
            jvm.stderr().awaitLine("closewait \\S+: watching the sockets.*");
            jvm.say("go on");

            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.stderr().text()).doesNotContain("untested");
        }
    }
}
