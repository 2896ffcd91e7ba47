package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.harness.KernelCount;
import io.closewait.it.programs.PeersLeave;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** Outgoing connections whose peers leave, on every JDK, of each kind, seen by each detector. */
class PeersLeaveIT {
    private static final int COUNT = 5;

    @EachJdk
    void sockets_by_epoll(Jdk jdk, @TempDir Path folder) throws Exception {
        assertLeaksAreNamedAndEnd(jdk, folder, "socket", "epoll");
    }

    @EachJdk
    void sockets_by_polling(Jdk jdk, @TempDir Path folder) throws Exception {
        assertLeaksAreNamedAndEnd(jdk, folder, "socket", "poll");
    }

    @EachJdk
    void channels_by_epoll(Jdk jdk, @TempDir Path folder) throws Exception {
        assertLeaksAreNamedAndEnd(jdk, folder, "channel", "epoll");
    }

    @EachJdk
    void channels_by_polling(Jdk jdk, @TempDir Path folder) throws Exception {
        assertLeaksAreNamedAndEnd(jdk, folder, "channel", "poll");
    }

    private static void assertLeaksAreNamedAndEnd(Jdk jdk, Path folder, String kind, String detector) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", "detector=" + detector, file.option())
                .main(PeersLeave.class, kind, String.valueOf(COUNT), "closes")) {
            JsonReport report = file.await(COUNT + " leaks", r -> r.total("leaked") == COUNT);

            assertThat(report.detector()).isEqualTo(detector);
            assertThat(report.kernelCloseWait()).isEqualTo(COUNT);
            assertThat(KernelCount.of(jvm.pid())).isEqualTo(new KernelCount(COUNT, 0));
            assertThat(report.leaks()).singleElement().satisfies(leak -> {
                assertThat(leak.count()).isEqualTo(COUNT);
                assertThat(leak.verdict()).isEqualTo("NEVER_CLOSED");
                assertThat(leak.lookAt()).startsWith("io.closewait.it.programs.PeersLeave.connect");
            });

            jvm.say("close them");
            JsonReport after = file.await("no leak left", r -> r.total("leaksEndedTotal") == COUNT);
            assertThat(after.total("closeWait")).isZero();
            assertThat(after.kernelCloseWait()).isZero();
            assertThat(after.total("openedTotal")).isEqualTo(1 + 2 * COUNT);
        }
    }

    @EachJdk
    void a_reader_of_the_JSON_file_sees_whole_reports_only(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1ms", "grace=1ms", file.option())
                .main(PeersLeave.class, "socket", String.valueOf(40), "closes")) {
            file.await("leaks", report -> report.total("leaked") > 0);
            jvm.say("close them");
            int reads = 0;
            JsonReport last;
            do {
                last = file.read().orElseThrow(); // throws when it is not a whole report
                reads++;
            } while (last.total("leaksEndedTotal") < 40);

            assertThat(reads).isGreaterThan(10);
            assertThat(last.leaks()).isEmpty();
        }
    }

    @EachJdk
    void a_reset_is_told_apart_from_a_leak(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s")
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "resets")) {
            jvm.stdout().awaitLine("kept " + COUNT);
            try (JmxClient jmx = JmxClient.connect(jvm)) {
                Awaitility.await("resets seen").atMost(Duration.ofMinutes(1)).until(() -> jmx.number("Reset") == COUNT);
                JsonReport report = jmx.jsonReport();
                assertThat(report.total("leaked")).isZero();
                assertThat(report.total("closeWait")).isZero();
                assertThat(KernelCount.of(jvm.pid())).isEqualTo(new KernelCount(0, 0));
            }
        }
    }
}
