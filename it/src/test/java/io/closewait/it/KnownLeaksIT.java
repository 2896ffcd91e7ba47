package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.programs.PeersLeave;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** Leaks that somebody has accepted, and sockets that may stay open longer than others. */
class KnownLeaksIT {
    private static final int COUNT = 3;

    private static ForkedJvm leaking(Jdk jdk, JsonReportFile file, String option) throws Exception {
        return Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", file.option(), option)
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes");
    }

    @EachJdk(from = 17)
    void an_excluded_origin_is_shown_apart_with_its_reason(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        String exclude = "exclude='frame:*.PeersLeave.connect=the owner, knows (T-1)'";
        try (ForkedJvm jvm = leaking(jdk, file, exclude)) {
            JsonReport report = file.await("a known leak", r -> !r.known().isEmpty());

            assertThat(report.leaks()).isEmpty();
            assertThat(report.known()).singleElement().satisfies(leak -> {
                assertThat(leak.count()).isEqualTo(COUNT);
                assertThat(leak.text("accepted")).isEqualTo("the owner, knows (T-1)");
            });
            assertThat(report.total("closeWait")).isEqualTo(COUNT);
            assertThat(jvm.stderr().text()).doesNotContain("NEVER CLOSED");
        }
    }

    @EachJdk(from = 17)
    void the_report_of_one_run_is_the_baseline_of_the_next(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile first = new JsonReportFile(folder.resolve("first.json"));
        try (ForkedJvm jvm = leaking(jdk, first, "shutdownReport=true")) {
            first.await("a leak", r -> r.total("leaked") == COUNT);
        }
        JsonReportFile second = new JsonReportFile(folder.resolve("second.json"));
        try (ForkedJvm jvm = leaking(jdk, second, "baseline=" + first.path())) {
            JsonReport report = second.await("a known leak", r -> !r.known().isEmpty());
            assertThat(report.leaks()).isEmpty();
            assertThat(report.known().get(0).text("accepted")).isEqualTo("in the baseline");
        }
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", second.option(), "baseline=" + first.path())
                .demo("http", "--hold", "60")) {
            second.await("a leak of another origin", r -> !r.leaks().isEmpty());
        }
    }

    @EachJdk(from = 17)
    void a_pattern_gives_some_sockets_more_time(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = leaking(jdk, file, "leakAfterFor='frame:*.PeersLeave.connect=1h',logLevel=debug")) {
            jvm.stdout().awaitLine("kept " + COUNT);
            try (JmxClient jmx = JmxClient.connect(jvm)) {
                Awaitility.await("all peer-closed for longer than leakAfter")
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> jmx.jsonReport().total("waiting") == COUNT
                                && jmx.jsonReport()
                                                .json()
                                                .getAsJsonObject("jvm")
                                                .get("uptimeMillis")
                                                .getAsLong()
                                        > 6000);
                assertThat(jmx.jsonReport().total("leaked")).isZero();
            }
        }
    }
}
