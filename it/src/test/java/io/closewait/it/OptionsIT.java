package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.gson.JsonObject;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.programs.HelloWorld;
import io.closewait.it.programs.PeersLeave;
import io.closewait.it.programs.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** Options, right ones and wrong ones: whatever they are, the application runs. */
class OptionsIT {

    @EachJdk
    void each_wrong_option_costs_one_line_and_nothing_else(Jdk jdk) throws Exception {
        try (ForkedJvm jvm =
                Fork.on(jdk).agent("leekAfter=2s", "json=/nonexistent/x.json").start("-version")) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(complaints(jvm))
                    .containsExactly(
                            "closewait: unknown option 'leekAfter', did you mean 'leakAfter'?",
                            "closewait: option json='/nonexistent/x.json' cannot be written: the folder /nonexistent does"
                                    + " not exist; going on without that file");
        }
    }

    @EachJdk
    void a_wrong_value_is_named_with_what_is_used_instead(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=2x", "detector=epol", "log=/nonexistent/x.log")
                .main(HelloWorld.class, "0")) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(complaints(jvm))
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line)
                                    .isEqualTo("closewait: option leakAfter='2x' is not a duration such as 500ms, 60s,"
                                            + " 5m or 2h; using 60s"),
                            line -> assertThat(line)
                                    .isEqualTo("closewait: option detector='epol' is not one of auto, epoll, poll"
                                            + " (nearest: epoll); using auto"),
                            line -> assertThat(line)
                                    .startsWith("closewait: option log='/nonexistent/x.log' cannot be written")
                                    .endsWith("using stderr"));
        }
    }

    @EachJdk
    void help_lists_the_options_and_watches_nothing(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent("help").main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");
            try (JmxClient jmx = JmxClient.open(jvm)) {
                assertThat(jmx.isRegistered()).isFalse();
            }
            jvm.say("go on");

            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.stderr().lines())
                    .anyMatch(line -> line.startsWith("  leakAfter "))
                    .noneMatch(line -> line.contains("watching the sockets"));
            assertThat(jvm.stdout().lines()).containsExactly("waiting", "done");
        }
    }

    @EachJdk
    void disabled_is_silent(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent("enabled=false").main(HelloWorld.class, "3")) {
            assertThat(jvm.exitCode()).isEqualTo(3);
            assertThat(jvm.stderr().lines()).isEmpty();
        }
    }

    @EachJdk
    void agent_options_come_before_properties_and_these_before_the_environment(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                .environment("CLOSEWAIT_OPTS", "leakAfter=7s,interval=7s,maxDepth=7")
                .jvmOption("-Dclosewait.leakAfter=5s", "-Dclosewait.interval=5s")
                .agent("leakAfter=3s")
                .main(Waiting.class)) {
            jvm.stderr().awaitLine("closewait .* a leak is reported 3 s after its peer left");
            try (JmxClient jmx = JmxClient.connect(jvm)) {
                assertThat(options(jmx)).isEqualTo(Map.of("leakAfter", "3s", "interval", "5s", "maxDepth", "7"));
            }
        }
    }

    @EachJdk
    void a_quoted_path_may_hold_commas(Jdk jdk, @TempDir Path folder) throws Exception {
        Path log = folder.resolve("a,b=c.log");
        try (ForkedJvm jvm =
                Fork.on(jdk).agent("log='" + log + "'", "leakAfter=2s").main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");
            try (JmxClient jmx = JmxClient.connect(jvm)) {
                assertThat(options(jmx)).isEqualTo(Map.of("log", log.toString(), "leakAfter", "2s"));
            }
            assertThat(Files.readString(log)).contains("a leak is reported 2 s after its peer left");
            assertThat(jvm.stderr().lines()).isEmpty();
        }
    }

    @EachJdk
    void a_second_agent_hands_its_options_to_the_first(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1h", "interval=1s")
                .agent("leakAfter=1s", "detector=poll", file.option())
                .main(PeersLeave.class, "socket", "4", "closes")) {
            JsonReport report = file.await("4 leaks", r -> r.total("leaked") == 4);

            assertThat(report.total("openedTotal")).as("each is counted once").isEqualTo(9);
            assertThat(report.detector()).isEqualTo("epoll");
            assertThat(complaints(jvm))
                    .startsWith(
                            "closewait: option detector='poll' comes too late: it is read when the agent starts, and"
                                    + " stays auto")
                    .element(1, STRING)
                    .startsWith("closewait: already running in this JVM; it continues with {")
                    .contains("leakAfter=1s", "interval=1s");
        }
    }

    private static Map<String, String> options(JmxClient jmx) throws Exception {
        JsonObject options = jmx.jsonReport().json().getAsJsonObject("agent").getAsJsonObject("options");
        return options.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getAsString()));
    }

    /** Lines of ours but for the one that tells of the start, which may or may not come when the JVM ends at once. */
    private static List<String> complaints(ForkedJvm jvm) {
        return jvm.stderr().lines().stream()
                .filter(line -> line.startsWith("closewait: "))
                .toList();
    }
}
