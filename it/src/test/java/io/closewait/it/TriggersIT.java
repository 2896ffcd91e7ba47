package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.programs.PeersLeave;
import io.closewait.it.programs.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** What makes a report due, besides a change of the leaks; and what becomes of a log that grows. */
class TriggersIT {
    private static final int COUNT = 12;

    @EachJdk
    void a_period_brings_reports_although_nothing_leaks(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk).agent("every=500ms", file.option()).main(Waiting.class)) {
            JsonReport first =
                    file.await("the reason period", report -> reason(report).equals("period"));
            file.await("a later time", report -> report.uptimeMillis() > first.uptimeMillis());

            jvm.stderr().awaitLine("closewait: no leak");
        }
    }

    @EachJdk
    void a_threshold_brings_a_report_at_once_and_again_after_there_were_fewer(Jdk jdk, @TempDir Path folder)
            throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1h", "threshold=" + COUNT, file.option())
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            JsonReport report =
                    file.await("the reason threshold", r -> reason(r).equals("threshold"));

            assertThat(report.total("leaked")).isEqualTo(COUNT);
        }
    }

    @EachJdk
    void a_file_asks_for_a_report_and_is_deleted(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        Path trigger = folder.resolve("report-now");
        try (ForkedJvm jvm =
                Fork.on(jdk).agent("trigger=" + trigger, file.option()).main(Waiting.class)) {
            jvm.stderr().awaitLine("closewait \\S+: watching.*");
            Files.createFile(trigger);

            JsonReport report = file.await("the reason request", r -> reason(r).equals("request"));
            assertThat(report.total("leaked")).isZero();
            assertThat(trigger).doesNotExist();
            jvm.stderr().awaitLine("closewait: no leak");
        }
    }

    @EachJdk
    void a_log_gives_way_to_a_new_file_before_it_is_too_large(Jdk jdk, @TempDir Path folder) throws Exception {
        Path log = folder.resolve("closewait.log");
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("log=" + log, "logSize=1k", "logFiles=2", "every=100ms")
                .main(Waiting.class)) {
            Path oldest = folder.resolve("closewait.log.2");
            Awaitility.await("a second former log")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(oldest));
            String before = Files.readString(oldest);
            Awaitility.await("another one in its place")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            Files.exists(oldest) && !Files.readString(oldest).equals(before));
            jvm.say("go on");
            assertThat(jvm.exitCode()).isZero();
        }

        try (var files = Files.list(folder)) {
            assertThat(files)
                    .extracting(path -> path.getFileName().toString())
                    .containsExactlyInAnyOrder("closewait.log", "closewait.log.1", "closewait.log.2");
        }
        assertThat(folder.resolve("closewait.log.1"))
                .satisfies(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(1024))
                .content()
                .as("no message is split")
                .startsWith("closewait: no leak\n")
                .endsWith("\n");
    }

    private static String reason(JsonReport report) {
        return report.json().get("reason").getAsString();
    }
}
