package io.closewait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.harness.Tool;
import io.closewait.it.programs.HostileNames;
import io.closewait.it.programs.PeersLeave;
import io.closewait.it.programs.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import org.junit.jupiter.api.io.TempDir;

/** The claims of {@code docs/threat-model.md} that only a JVM with the agent can show. */
class SecurityIT {
    private static final int COUNT = 3;
    /** The command line's exit code for it. */
    private static final int NOT_ALLOWED = 5;

    @EachJdk
    void files_are_for_their_owner_alone_whatever_the_umask_says(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .after("umask 000")
                .agent(
                        "leakAfter=1s",
                        "interval=1s",
                        "log=" + folder.resolve("report.log"),
                        "html=" + folder.resolve("report.html"),
                        file.option())
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);
            jvm.terminate();
            jvm.exitCode();
        }

        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written.toList())
                    .extracting(path -> path.getFileName() + " "
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .containsExactlyInAnyOrder(
                            "report.log rw-------", "report.html rw-------", "report.json rw-------");
        }
    }

    @EachJdk
    void a_link_in_the_place_of_a_report_is_replaced_and_not_followed(Jdk jdk, @TempDir Path folder) throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "untouched");
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        Files.createSymbolicLink(folder.resolve("report.json.part"), victim);
        Files.createSymbolicLink(folder.resolve("report.html.part"), victim);
        Files.createSymbolicLink(folder.resolve("report.html"), victim);
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", "html=" + folder.resolve("report.html"), file.option())
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);
            jvm.terminate();
            jvm.exitCode();
        }

        assertThat(victim).hasContent("untouched");
        assertThat(Files.isSymbolicLink(folder.resolve("report.html"))).isFalse();
        assertThat(folder.resolve("report.html")).content().contains("<html");
    }

    @EachJdk
    void no_port_is_open_once_it_runs(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent().main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");
            jvm.stderr().awaitLine("closewait .*: watching the sockets of this JVM .*");

            assertThat(KernelCount.sockets(jvm.pid())).isEmpty();
        }
    }

    @EachJdk
    void the_mbean_lets_nobody_change_anything_but_the_agent(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk).agent().main(Waiting.class);
                JmxClient jmx = JmxClient.connect(jvm)) {
            MBeanInfo info = jmx.info();

            assertThat(info.getAttributes())
                    .filteredOn(MBeanAttributeInfo::isWritable)
                    .extracting(MBeanFeatureInfo::getName)
                    .containsExactlyInAnyOrder("LeakAfter", "Interval", "LogLevel");
            assertThat(info.getOperations())
                    .extracting(MBeanFeatureInfo::getName)
                    .containsExactlyInAnyOrder(
                            "textReport",
                            "openReport",
                            "jsonReport",
                            "htmlReport",
                            "leakedSockets",
                            "openSockets",
                            "socketsClosedByGc",
                            "socketReport",
                            "scan",
                            "publishReport",
                            "stop",
                            "closeSockets", // these two only with allowClose, which ManagementIT holds
                            "closeSite");
        }
    }

    @EachJdk
    void another_user_cannot_attach_it(Jdk jdk) throws Exception {
        boolean isPossible = Tool.onPath("setpriv").isPresent()
                && asNobody("test", "-r", Artifacts.agent().toString()).waitFor() == 0;
        assumeTrue(isPossible, "needs root, setpriv, and a project that others may read");
        try (ForkedJvm jvm = Fork.on(jdk).main(Waiting.class)) {
            jvm.stdout().awaitLine("waiting");

            Process attach =
                    asNobody(jdk.java(), "-jar", Artifacts.agent().toString(), "attach", String.valueOf(jvm.pid()));
            String said = new String(attach.getInputStream().readAllBytes(), UTF_8);
            assertThat(attach.waitFor()).as(said).isEqualTo(NOT_ALLOWED);
            assertThat(said).contains("belongs to another user");
            assertThat(jvm.stderr().lines()).isEmpty();
        }
    }

    private static Process asNobody(String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        whole.addAll(List.of(command));
        return new ProcessBuilder(whole).redirectErrorStream(true).start();
    }

    @EachJdk
    void names_from_outside_forge_no_line_and_command_no_terminal(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s")
                .main(
                        HostileNames.class,
                        "host\nclosewait: no leak\u001b[2J",
                        "thread\r\n  look at  com.example.Innocent\u202egnp.exe")) {
            jvm.stderr().awaitLine("closewait: 1 socket in CLOSE_WAIT leaks.*");
            jvm.stderr().awaitLine(".*host name: host\\\\u000aclosewait: no leak\\\\u001b\\[2J.*");
            jvm.stderr()
                    .awaitLine("  threads +thread\\\\u000d\\\\u000a  look at  com.example.Innocent\\\\u202egnp.exe.*");

            assertThat(jvm.stderr().lines())
                    .noneMatch(line -> line.startsWith("closewait: no leak") || line.matches("  look at .*Innocent.*"))
                    .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
        }
    }
}
