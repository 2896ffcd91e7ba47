package io.closewait.it.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReport.Group;
import io.closewait.it.harness.KernelCount;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All transports at once in one JVM, 2,000 sockets of them, and every second peer leaves. */
class MixedIT {
    private static final List<Row> ROWS = List.of(
            Row.SOCKET,
            Row.SOCKET_ACCEPTED,
            Row.CHANNEL,
            Row.CHANNEL_ACCEPTED,
            Row.CHANNEL_NON_BLOCKING,
            Row.CHANNEL_NON_BLOCKING_ACCEPTED,
            Row.ASYNCHRONOUS,
            Row.ASYNCHRONOUS_ACCEPTED,
            Row.NETTY_42_EPOLL,
            Row.NETTY_42_EPOLL_ACCEPTED);
    private static final int SOCKETS = 2_000 / ROWS.size();

    @EachJdk(from = 17)
    void the_agent_agrees_with_ss_three_times_in_a_row(Jdk jdk) throws Exception {
        String[] programs = ROWS.stream().map(row -> row.program).toArray(String[]::new);
        try (CoverageJvm jvm = CoverageJvm.start(jdk, Row.Library.NETTY_4_2, SOCKETS, programs)) {
            jvm.report(r -> r.total("leaked") == jvm.left() && r.total("open") == jvm.open());
            for (int i = 0; i < 3; i++) {
                JsonReport report = jvm.report(r -> true).report();
                Map<String, Integer> ss = SocketStatistics.of(jvm.pid());
                int closeWait = ROWS.size() * SOCKETS / 2;
                assertSoftly(softly -> {
                    softly.assertThat(ss).as("ss").containsEntry("CLOSE-WAIT", closeWait);
                    softly.assertThat(report.total("closeWait")).as("closeWait").isEqualTo(closeWait);
                    softly.assertThat(report.kernelCloseWait()).as("kernel").isEqualTo(closeWait);
                    softly.assertThat(report.explained()).as("explained").isEqualTo(closeWait);
                    softly.assertThat(report.total("leaked")).as("leaked").isEqualTo(closeWait);
                    softly.assertThat(report.total("unknownOrigin"))
                            .as("unknown")
                            .isZero();
                    softly.assertThat(report.total("open")).as("open").isEqualTo(sum(ss));
                    softly.assertThat(byCategory(report)).as("transports").isEqualTo(expectedByCategory());
                });
            }
            assertThat(jvm.kernel()).isEqualTo(new KernelCount(jvm.left(), 0));
        }
    }

    private static int sum(Map<String, Integer> states) {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> byCategory(JsonReport report) {
        return report.leaks().stream()
                .collect(Collectors.toMap(
                        group -> group.text("transport") + ", " + group.text("direction"), Group::count, Integer::sum));
    }

    private static Map<String, Integer> expectedByCategory() {
        return ROWS.stream()
                .collect(Collectors.toMap(
                        row -> row.transport + ", " + (row.isAccepted() ? "accepted" : "connected"),
                        row -> SOCKETS / 2,
                        Integer::sum));
    }
}
