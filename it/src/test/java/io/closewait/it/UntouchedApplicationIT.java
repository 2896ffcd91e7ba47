package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.programs.HelloWorld;
import io.closewait.it.programs.Isolation;
import io.closewait.it.programs.Waiting;
import java.util.List;
import java.util.function.Predicate;

/** An application under the agent does and prints what it does without. */
class UntouchedApplicationIT {
    @EachJdk
    void output_and_exit_code_zero_stay(Jdk jdk) throws Exception {
        assertSameAsWithout(jdk, 0, "0");
    }

    @EachJdk
    void another_exit_code_stays(Jdk jdk) throws Exception {
        assertSameAsWithout(jdk, 3, "3");
    }

    @EachJdk
    void an_uncaught_exception_still_ends_in_exit_code_one(Jdk jdk) throws Exception {
        assertSameAsWithout(jdk, 1);
    }

    private static void assertSameAsWithout(Jdk jdk, int exitCode, String... arguments) throws Exception {
        try (ForkedJvm without = Fork.on(jdk).main(HelloWorld.class, arguments);
                ForkedJvm with = Fork.on(jdk).agent().main(HelloWorld.class, arguments)) {
            assertThat(without.exitCode()).isEqualTo(exitCode);
            assertThat(with.exitCode()).isEqualTo(exitCode);
            assertThat(with.stdout().lines())
                    .isEqualTo(without.stdout().lines())
                    .isNotEmpty();
            assertOnlyTheStartLineIsNew(with.stderr().lines(), without.stderr().lines());
        }
    }

    private static void assertOnlyTheStartLineIsNew(List<String> with, List<String> without) {
        Predicate<String> isOurs = line -> line.startsWith("closewait ");
        assertThat(with.stream().filter(isOurs.negate())).containsExactlyElementsOf(without);
        assertThat(with.stream().filter(isOurs)).hasSizeLessThanOrEqualTo(1);
    }

    @EachJdk
    void a_running_JVM_has_said_one_line_and_no_warning_of_the_JVM(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent().main(Waiting.class)) {
            jvm.stderr().awaitLine("closewait \\S+: watching the sockets of this JVM \\(epoll\\), .*");
            jvm.say("go on");

            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.stderr().lines()).hasSize(1);
            assertThat(jvm.stdout().lines()).containsExactly("waiting", "done");
        }
    }

    @EachJdk(from = 17)
    void class_data_sharing_stays_on(Jdk jdk) throws Exception {
        try (ForkedJvm jvm =
                Fork.on(jdk).agent().jvmOption("-Xshare:on", "-Xlog:class+load").main(HelloWorld.class, "0")) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.stdout().lines())
                    .anyMatch(line -> line.matches(".* java\\.util\\.HashMap source: shared objects file.*"));
        }
    }

    @EachJdk
    void the_signal_to_end_still_ends_it(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent().main(Waiting.class)) {
            jvm.stderr().awaitLine("closewait \\S+: watching.*");
            jvm.terminate();

            assertThat(jvm.exitCode()).isEqualTo(128 + 15);
        }
    }

    @EachJdk
    void no_class_of_the_agent_is_in_the_way(Jdk jdk) throws Exception {
        String[] hidden = {
            "net.bytebuddy.ByteBuddy",
            "net.bytebuddy.jar.asm.ClassVisitor",
            "org.slf4j.Logger",
            "com.google.gson.Gson",
            "picocli.CommandLine",
            "io.closewait.core.Agent",
            "io.closewait.core.Engine"
        };
        try (ForkedJvm jvm = Fork.on(jdk).agent().main(Isolation.class, hidden)) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.stdout().lines()).containsExactly("looked for " + hidden.length);
        }
    }
}
