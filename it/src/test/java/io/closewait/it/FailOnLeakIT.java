package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.programs.PeersLeave;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.io.TempDir;

/** A run for a build server: the exit code, and the report in the forms that it reads. */
class FailOnLeakIT {
    private static final int COUNT = 4;
    private static final int FAILED = 97;
    private static final String GUILTY = "io.closewait.it.programs.PeersLeave";

    @EachJdk
    void leaks_that_are_left_at_the_end_fail_the_run(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = start(jdk, folder, file)) {
            file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);
            jvm.terminate();

            assertThat(jvm.exitCode()).isEqualTo(FAILED);
            assertThat(jvm.stderr().lines())
                    .contains("closewait: " + COUNT + " sockets leak: exit code 97 (failOnLeak=true)");
        }
        assertThat(file.read().orElseThrow().json().get("reason").getAsString()).isEqualTo("shutdown");
        Document xml = Jsoup.parse(folder.resolve("TEST-closewait.xml").toFile(), "UTF-8", "", Parser.xmlParser());
        Element suite = xml.selectFirst("testsuite");
        assertThat(List.of(suite.attr("tests"), suite.attr("failures"), suite.attr("errors")))
                .containsExactly("1", "1", "0");
        assertThat(suite.attr("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(suite.attr("hostname"))
                .isEqualTo(
                        Files.readString(Path.of("/proc/sys/kernel/hostname")).trim());
        assertThat(suite.selectFirst("testcase").attr("classname")).isEqualTo(GUILTY);
        assertThat(suite.selectFirst("testcase").attr("name"))
                .as("the same in the next build")
                .matches("\\Q" + GUILTY + ".connect(PeersLeave.java:\\E\\d+\\) \\[\\w+]");
        assertThat(suite.selectFirst("failure").attr("message")).startsWith(COUNT + " sockets never closed at ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("TEST-closewait.xml"))))
                .isEqualTo("rw-r-----");
        assertThat(suite.selectFirst("failure").text()).contains("> " + GUILTY + ".connect(PeersLeave.java:");
    }

    @EachJdk
    void a_run_whose_leaks_have_ended_passes(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = start(jdk, folder, file)) {
            file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);
            jvm.say("close them");
            jvm.stdout().awaitLine("closed");
            jvm.say("end");

            assertThat(jvm.exitCode()).isZero();
        }
        Document xml = Jsoup.parse(folder.resolve("TEST-closewait.xml").toFile(), "UTF-8", "", Parser.xmlParser());
        assertThat(xml.selectFirst("testsuite").attr("failures")).isEqualTo("0");
        assertThat(xml.select("testcase"))
                .singleElement()
                .satisfies(test -> assertThat(test.attr("name")).isEqualTo("no socket leaks"));
    }

    @EachJdk
    void the_line_about_the_exit_code_is_on_standard_error_whatever_the_log_is(Jdk jdk, @TempDir Path folder)
            throws Exception {
        for (String log : List.of("off", "slf4j", folder.resolve("agent.log").toString())) {
            JsonReportFile file =
                    new JsonReportFile(Files.createTempDirectory(folder, "run").resolve("report.json"));
            try (ForkedJvm jvm = Fork.on(jdk)
                    .agent("log=" + log, "leakAfter=1s", "interval=1s", "failOnLeak=true", file.option())
                    .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
                file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);
                jvm.terminate();

                assertThat(jvm.exitCode()).isEqualTo(FAILED);
                assertThat(jvm.stderr().lines())
                        .filteredOn(line -> line.contains("exit code 97"))
                        .containsExactly("closewait: " + COUNT + " sockets leak: exit code 97 (failOnLeak=true)");
            }
        }
    }

    private static ForkedJvm start(Jdk jdk, Path folder, JsonReportFile file) throws Exception {
        return Fork.on(jdk)
                .agent(
                        "leakAfter=1s",
                        "interval=1s",
                        "failOnLeak=true",
                        "fileMode=640",
                        "junitXml=" + folder.resolve("TEST-closewait.xml"),
                        file.option())
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes");
    }
}
