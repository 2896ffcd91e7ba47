package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.programs.PeersLeave;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;
import org.awaitility.Awaitility;

/** The MXBean's operations that list sockets one by one. */
class SocketTableIT {
    private static final int COUNT = 12; // more than the samples of a report
    private static final String CONNECT = "io.closewait.it.programs.PeersLeave.connect";

    @EachJdk
    void every_leaked_socket_has_a_row_of_its_own(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = leaking(jdk, "closes", "leakAfter=1s");
                JmxClient jmx = JmxClient.connect(jvm)) {
            Awaitility.await("all leaked")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> jmx.leakedSockets().size() == COUNT);

            List<CompositeData> rows = jmx.leakedSockets();
            assertThat(rows).extracting(row -> row.get("id")).doesNotHaveDuplicates();
            assertThat(rows).extracting(row -> row.get("descriptor")).doesNotHaveDuplicates();
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.get("state")).isEqualTo("CLOSE_WAIT");
                assertThat(row.get("verdict")).isEqualTo("never closed");
                assertThat(row.get("openedBy")).isEqualTo("main");
                assertThat((Long) row.get("openedByThreadId")).isPositive();
                assertThat((String) row.get("lookAt")).startsWith(CONNECT);
                assertThat((String) row.get("openingStack")).contains(CONNECT).contains("\n");
                assertThat((Long) row.get("openMillis")).isGreaterThanOrEqualTo((Long) row.get("peerClosedMillis"));
            });

            String ids = rows.stream().map(row -> row.get("id").toString()).collect(Collectors.joining(", "));
            assertThat(jmx.socketReport(ids)).contains("#1  " + COUNT + " sockets NEVER CLOSED", "    > " + CONNECT);
            assertThat(jmx.socketReport(rows.get(0).get("id").toString())).contains("#1  1 socket NEVER CLOSED");

            jvm.say("close them");
            Awaitility.await("all closed")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> jmx.leakedSockets().isEmpty());
            assertThat(jmx.socketReport(ids)).isEmpty();
        }
    }

    @EachJdk(from = 17)
    void open_sockets_are_listed_before_they_leak_and_picked_by_patterns(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = leaking(jdk, "closes", "leakAfter=1h");
                JmxClient jmx = JmxClient.connect(jvm)) {
            jvm.stdout().awaitLine("kept " + COUNT);

            assertThat(jmx.openSockets("frame:" + CONNECT))
                    .hasSize(COUNT)
                    .allSatisfy(row -> assertThat(row.get("leaked")).isEqualTo(false));
            assertThat(jmx.openSockets("")).hasSizeGreaterThanOrEqualTo(COUNT);
            assertThat(jmx.openSockets("port:1; frame:com.acme.*")).isEmpty();
            assertThat(jmx.leakedSockets()).isEmpty();
            assertThatThrownBy(() -> jmx.openSockets("frame:*;stack:com.acme.*"))
                    .hasStackTraceContaining("'stack:com.acme.*' is not PATTERN=REASON");
            assertThatThrownBy(() -> jmx.socketReport("1,x")).hasStackTraceContaining("'x' is not a socket's id");
        }
    }

    private static ForkedJvm leaking(Jdk jdk, String peers, String option) throws Exception {
        return Fork.on(jdk).agent(option, "log=off").main(PeersLeave.class, "socket", String.valueOf(COUNT), peers);
    }
}
