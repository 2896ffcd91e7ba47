package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.Jdks;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.Tool;
import io.closewait.it.programs.PeersLeave;
import io.closewait.it.programs.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The commands in the agent's jar, against JVMs of every kind. */
class CommandLineIT {
    private static final int COUNT = 5;

    /** How a command ended and what it printed. */
    record Result(int exitCode, List<String> out, List<String> err) {}

    static Result closewait(Jdk jdk, Object... arguments) throws Exception {
        try (ForkedJvm command = start(jdk, arguments)) {
            int exitCode = command.exitCode();
            return new Result(
                    exitCode, command.stdout().lines(), command.stderr().lines());
        }
    }

    private static ForkedJvm start(Jdk jdk, Object... arguments) throws Exception {
        String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        return Fork.on(jdk).jar(Artifacts.agent(), texts);
    }

    private static ForkedJvm withFiveLeaks(Fork fork) throws Exception {
        ForkedJvm jvm = fork.main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes");
        jvm.stdout().awaitLine("kept " + COUNT);
        return jvm;
    }

    /** With the agent, which has reported them: not before that are they past their grace. */
    static ForkedJvm reportingFiveLeaks(Jdk jdk) throws Exception {
        ForkedJvm jvm = withFiveLeaks(Fork.on(jdk).agent("leakAfter=1ms", "interval=1s"));
        jvm.stderr().awaitLine("closewait: " + COUNT + " sockets in CLOSE_WAIT leak.*");
        return jvm;
    }

    @EachJdk
    void an_attach_says_what_it_finds_and_a_second_one_changes_options(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = withFiveLeaks(Fork.on(jdk))) {
            Result first = closewait(jdk, "attach", jvm.pid(), "interval=1s");
            assertThat(first.err()).isEmpty();
            assertThat(first.out())
                    .singleElement()
                    .asString()
                    .matches("closewait \\S+ runs in JVM " + jvm.pid()
                            + ": 5 sockets in CLOSE_WAIT, 5 of them of unknown"
                            + " origin \\(opened before the agent was attached\\)");
            assertThat(first.exitCode()).isZero();

            Result second = closewait(jdk, "attach", jvm.pid(), "leakAfter=1s", "detector=poll");
            assertThat(second.out())
                    .singleElement()
                    .asString()
                    .contains("was already running in JVM " + jvm.pid() + ", now with leakAfter=1s, too late for"
                            + " detector=poll: 5 sockets");
            assertThat(second.exitCode()).isZero();
        }
    }

    @EachJdk
    void commands_work_across_versions(Jdk jdk) throws Exception {
        Jdk oldest = Jdks.used().get(0);
        Jdk newest = Jdks.used().get(Jdks.used().size() - 1);
        try (ForkedJvm jvm = withFiveLeaks(Fork.on(jdk))) {
            assertThat(closewait(newest, "attach", jvm.pid(), "leakAfter=1s").exitCode())
                    .isZero();
            assertThat(closewait(oldest, "attach", jvm.pid()).exitCode()).isZero();
            assertThat(closewait(oldest, "report", jvm.pid()).out().get(0))
                    .startsWith("closewait: 5 sockets in CLOSE_WAIT");
        }
    }

    @EachJdk
    void a_report_comes_as_text_JSON_and_HTML(Jdk jdk, @TempDir Path folder) throws Exception {
        try (ForkedJvm jvm = reportingFiveLeaks(jdk)) {
            Result text = closewait(jdk, "report", jvm.pid());
            assertThat(text.err()).isEmpty();
            assertThat(text.out())
                    .anyMatch(line -> line.startsWith("  look at  io.closewait.it.programs.PeersLeave.connect"));

            Result json = closewait(jdk, "report", jvm.pid(), "--json");
            assertThat(JsonReport.parse(String.join("\n", json.out())).total("leaked"))
                    .isEqualTo(COUNT);

            Path page = folder.resolve("report.html");
            assertThat(closewait(jdk, "report", jvm.pid(), "--html", page).out())
                    .containsExactly("closewait: wrote " + page);
            assertThat(Files.readString(page)).contains("PeersLeave.connect");
        }
    }

    @EachJdk
    void without_the_agent_a_report_says_how_to_get_one(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = withFiveLeaks(Fork.on(jdk))) {
            Result refused = closewait(jdk, "report", jvm.pid());
            assertThat(refused.exitCode()).isEqualTo(9);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err())
                    .containsExactly("closewait: the agent is not in JVM " + jvm.pid() + ": 'attach " + jvm.pid()
                            + "' loads it, and so does the option --attach");

            Result attached = closewait(jdk, "report", jvm.pid(), "--attach", "--json");
            assertThat(attached.exitCode()).isZero();
            assertThat(JsonReport.parse(String.join("\n", attached.out())).total("unknownOrigin"))
                    .isEqualTo(COUNT);
            assertThat(attached.err()).singleElement().asString().contains(" runs in JVM " + jvm.pid());
        }
    }

    @EachJdk
    void two_reports_are_compared(Jdk jdk, @TempDir Path folder) throws Exception {
        Path leaking = folder.resolve("leaking.json");
        Path closed = folder.resolve("closed.json");
        try (ForkedJvm jvm = reportingFiveLeaks(jdk)) {
            Files.write(leaking, closewait(jdk, "report", jvm.pid(), "--json").out());
            jvm.say("close them");
            jvm.stdout().awaitLine("closed");
            Files.write(closed, closewait(jdk, "report", jvm.pid(), "--json").out());
        }

        Result better = closewait(jdk, "diff", leaking, closed);
        assertThat(better.exitCode()).isZero();
        assertThat(better.out())
                .contains("gone     -5 (5 -> 0)  never closed; connected, java.net.Socket")
                .anyMatch(line -> line.startsWith("  look at  io.closewait.it.programs.PeersLeave.connect"));

        Result worse = closewait(jdk, "diff", closed, leaking);
        assertThat(worse.exitCode()).isEqualTo(1);
        assertThat(worse.out()).contains("new      +5 (0 -> 5)  never closed; connected, java.net.Socket");
    }

    @EachJdk(from = 17)
    void a_pool_is_watched_until_its_JVM_ends(Jdk jdk) throws Exception {
        try (ForkedJvm demo = Fork.on(jdk).agent("leakAfter=2s").demo("redis", "--hold", "60");
                ForkedJvm watch = start(jdk, "watch", demo.pid(), "--every", "500ms")) {
            watch.stdout().awaitLine(" +8 +\\S+ +\\S+ +idle in a pool +io\\.closewait\\.demo\\.shop\\..*");
            demo.terminate();

            assertThat(watch.exitCode()).isZero();
            assertThat(watch.stdout().lines())
                    .anyMatch(line -> line.matches("CLOSE_WAIT   8 .*by the kernel: 8 .*leaked, 0 .*pending,"))
                    .noneMatch(line -> line.contains("\u001b"))
                    .endsWith("closewait: JVM " + demo.pid() + " has ended");
            assertThat(watch.stderr().lines()).isEmpty();
        }
    }

    @EachJdk
    void an_attach_stops_the_agent(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = reportingFiveLeaks(jdk)) {
            Result stopped = closewait(jdk, "attach", jvm.pid(), "enabled=false");
            assertThat(stopped.err()).isEmpty();
            assertThat(stopped.out())
                    .containsExactly("closewait is stopped in JVM " + jvm.pid()
                            + ": its hooks are removed; an attach starts it again");
            assertThat(stopped.exitCode()).isZero();
            assertThat(jvm.stderr().lines()).anyMatch(line -> line.startsWith("closewait: stopped, enabled=false"));

            Result again = closewait(jdk, "attach", jvm.pid(), "enabled=false");
            assertThat(again.exitCode()).isEqualTo(9);
            assertThat(again.err())
                    .containsExactly("closewait: the agent is not in JVM " + jvm.pid() + ": there is nothing to stop");

            assertThat(closewait(jdk, "attach", jvm.pid()).out())
                    .singleElement()
                    .asString()
                    .contains("5 sockets");
        }
    }

    @EachJdk
    void a_report_can_fail_a_cron_job(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = reportingFiveLeaks(jdk)) {
            Result leaking = closewait(jdk, "report", jvm.pid(), "--fail");
            assertThat(leaking.exitCode()).isEqualTo(1);
            assertThat(leaking.out()).isNotEmpty();

            jvm.say("close them");
            jvm.stdout().awaitLine("closed");

            assertThat(closewait(jdk, "report", jvm.pid(), "--fail").exitCode()).isZero();
        }
    }

    @EachJdk
    void without_the_agent_a_watch_shows_the_kernels_number(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = withFiveLeaks(Fork.on(jdk));
                ForkedJvm watch = start(jdk, "watch", jvm.pid(), "--every", "100ms")) {
            watch.stdout().awaitLine("CLOSE_WAIT   5 by the kernel");
            watch.stdout().awaitLine("agent        not in this JVM: 'attach " + jvm.pid() + "' tells which code leaks");

            closewait(jdk, "attach", jvm.pid());
            watch.stdout().awaitLine(".* 0 never accepted, 5 of unknown origin");
        }
    }

    @EachJdk(from = 17)
    void a_terminal_of_eighty_columns_shows_class_method_and_line(Jdk jdk) throws Exception {
        assumeThat(Tool.onPath("script")).as("a terminal, by util-linux").isPresent();
        try (ForkedJvm demo = Fork.on(jdk).agent("leakAfter=2s", "interval=1s").demo("mixed", "--hold", "60")) {
            demo.stderr().awaitLine("closewait: 70 sockets in CLOSE_WAIT leak.*");
            try (ForkedJvm watch = Fork.on(jdk)
                    .under("sh", "-c", "exec script -q -f -c \"stty rows 24 columns 80; exec $*\" /dev/null", "sh")
                    .jar(Artifacts.agent(), "watch", String.valueOf(demo.pid()))) {
                watch.stdout().awaitLine(".*PriceCache\\.borrowConnection:.*");
                watch.stdout().awaitLine(".*InventoryService\\.reserve:.*");

                assertThat(watch.stdout().text().split("\n|\u001b\\[H", -1))
                        .allSatisfy(line -> assertThat(line.replaceAll("\u001b\\[[?0-9]*[A-Za-z]", ""))
                                .hasSizeLessThanOrEqualTo(80));
            }
        }
    }

    @EachJdk
    void a_folder_for_temporary_files_that_is_not_writable_is_said_at_once(Jdk jdk) throws Exception {
        assumeThat(Tool.onPath("unshare")).as("unshare").isPresent();
        assumeThat(new ProcessBuilder("unshare", "-m", "true").start().waitFor())
                .as("who may mount")
                .isZero();
        try (ForkedJvm jvm = Fork.on(jdk)
                .after(
                        "(umask 077; : > /tmp/.java_pid$$); mount --bind -o ro /tmp /tmp && mount -o remount,ro,bind /tmp")
                .under("unshare", "-m")
                .main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");
            Path leftBehind = Path.of("/tmp/.java_pid" + jvm.pid());
            assertThat(leftBehind).as("by a killed JVM of the same number").exists();
            for (String command : List.of("attach", "report")) {
                Result refused = closewait(jdk, command, jvm.pid());
                assertThat(refused.exitCode()).isEqualTo(6);
                assertThat(refused.err())
                        .containsExactly("closewait: /tmp of JVM " + jvm.pid() + " is not writable, and an attach needs"
                                + " it: mount a writable one (in Kubernetes an emptyDir), or start the JVM with"
                                + " -javaagent and the options trigger and json");
            }
            Files.delete(leftBehind);
        }
    }

    @EachJdk
    void a_JVM_that_refuses_is_left_in_peace(Jdk jdk) throws Exception {
        try (ForkedJvm jvm =
                Fork.on(jdk).jvmOption("-XX:+DisableAttachMechanism").main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");

            Result result = closewait(jdk, "attach", jvm.pid());
            jvm.say("go on");

            assertThat(result.exitCode()).isEqualTo(6);
            assertThat(result.err())
                    .containsExactly("closewait: JVM " + jvm.pid() + " was started with -XX:+DisableAttachMechanism:"
                            + " start it with -javaagent instead");
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.stdout().lines()).as("no thread dump").containsExactly("waiting", "done");
        }
    }

    @EachJdk(from = 11)
    void a_JVM_without_dynamic_agents_says_so(Jdk jdk) throws Exception {
        try (ForkedJvm jvm =
                Fork.on(jdk).jvmOption("-XX:-EnableDynamicAgentLoading").main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");

            Result result = closewait(jdk, "attach", jvm.pid());

            assertThat(result.exitCode()).isEqualTo(6);
            assertThat(result.err()).singleElement().asString().contains("-XX:-EnableDynamicAgentLoading");
        }
    }

    @EachJdk
    void a_host_name_that_is_right_elsewhere_only_does_no_harm(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = withFiveLeaks(Fork.on(jdk).jvmOption("-Djava.rmi.server.hostname=host.invalid"))) {
            assertThat(closewait(jdk, "report", jvm.pid(), "--attach").exitCode())
                    .isZero();
        }
    }

    @EachJdk(from = 11)
    void a_Java_without_the_attach_API_says_what_it_lacks(Jdk jdk) throws Exception {
        try (ForkedJvm command = Fork.on(jdk)
                .jvmOption("--limit-modules", "java.base,java.management,java.instrument")
                .jar(Artifacts.agent(), "list")) {
            assertThat(command.exitCode()).isEqualTo(7);
            assertThat(command.stderr().lines()).singleElement().asString().contains("module jdk.attach");
        }
    }

    @EachJdk
    void an_agent_without_JMX_is_waited_for_in_vain(Jdk jdk) throws Exception {
        assumeThat(jdk)
                .as("once is enough: it takes ten seconds")
                .isEqualTo(Jdks.used().get(0));
        try (ForkedJvm jvm = Fork.on(jdk).agent("jmx=false").main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");

            Result result = closewait(jdk, "report", jvm.pid());

            assertThat(result.exitCode()).isEqualTo(10);
            assertThat(result.err()).singleElement().asString().contains("with the option jmx=false there is none");
        }
    }
}
