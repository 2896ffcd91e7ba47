package io.closewait.it.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.closewait.it.coverage.CoverageJvm.AgentReport;
import io.closewait.it.coverage.Row.Library;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReport.Group;
import io.closewait.it.harness.KernelCount;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Leaks that need more than an open socket whose peer has left. */
class LeakCasesIT {
    private static final String CASES = "io.closewait.it.programs.LeakCases";

    @EachJdk
    void clients_that_left_before_they_were_accepted_are_counted_for_their_port(Jdk jdk) throws Exception {
        int clients = 20;
        try (CoverageJvm jvm = CoverageJvm.start(jdk, Library.NONE, clients, "LeakCases.neverAccepted")) {
            JsonReport report =
                    jvm.report(r -> r.total("neverAccepted") == clients).report();

            assertThat(jvm.kernel()).isEqualTo(new KernelCount(0, clients));
            assertThat(report.total("neverAccepted")).isEqualTo(clients);
            assertThat(report.total("closeWait")).isZero();
            assertThat(report.kernelCloseWait()).isEqualTo(clients);
            assertThat(report.explained()).isEqualTo(clients);
            assertThat(report.neverAccepted())
                    .singleElement()
                    .satisfies(
                            queue -> assertThat(queue.get("count").getAsInt()).isEqualTo(clients));
        }
    }

    // JDK 8 ends the connection at once, by putting another descriptor in its place.
    @EachJdk(from = 11)
    void a_channel_closed_while_its_selector_does_not_select_is_reported_until_it_does(Jdk jdk) throws Exception {
        int channels = 5;
        try (CoverageJvm jvm = CoverageJvm.start(jdk, Library.NONE, channels, "LeakCases.closedWhileRegistered")) {
            JsonReport held = jvm.report(r -> r.total("closedButHeld") == channels
                            && r.leaks().size() == 1
                            && r.leaks().get(0).count() == channels)
                    .report();

            // Since JDK 11 such a close ends our side at once, which ends CLOSE_WAIT, though not the descriptor.
            int closeWait = jdk.feature() < 11 ? channels : 0;
            assertThat(jvm.kernel()).isEqualTo(new KernelCount(closeWait, 0));
            assertThat(held.total("closedButHeld")).isEqualTo(channels);
            assertThat(held.total("closeWait")).isEqualTo(closeWait);
            assertThat(held.explained()).isEqualTo(closeWait);
            assertThat(held.total("open")).isEqualTo(jvm.open());
            assertThat(held.leaks()).singleElement().satisfies(group -> {
                assertThat(group.verdict()).isEqualTo("CLOSED_BUT_HELD");
                assertThat(group.count()).isEqualTo(channels);
                assertThat(hasFrame(group, "closed", "hangUp"))
                        .as("the closing stack")
                        .isTrue();
            });

            jvm.tell("step");
            JsonReport after = jvm.report(r -> r.total("open") == 0).report();
            assertThat(jvm.kernel()).isEqualTo(new KernelCount(0, 0));
            assertThat(after.total("open")).isZero();
            assertThat(after.leaks()).isEmpty();
        }
    }

    @EachJdk
    void dropped_channels_are_abandoned_and_counted_for_the_line_that_opened_them(Jdk jdk) throws Exception {
        int channels = 200;
        try (CoverageJvm jvm = CoverageJvm.start(jdk, Library.NONE, channels, "LeakCases.droppedChannels")) {
            jvm.tell("collect");
            JsonReport report = jvm.report(r -> r.total("abandoned") == channels && r.total("leaked") == channels)
                    .report();

            assertThat(jvm.kernel()).isEqualTo(new KernelCount(channels, 0));
            assertThat(report.total("abandoned")).isEqualTo(channels);
            assertThat(report.total("leaked")).isEqualTo(channels);
            assertThat(report.leaks()).singleElement().satisfies(group -> {
                assertThat(group.verdict()).isEqualTo("ABANDONED");
                assertThat(group.count()).isEqualTo(channels);
                assertThat(group.lookAt()).contains("LeakCases.droppedChannels");
            });
        }
    }

    @EachJdk
    void dropped_sockets_are_closed_by_the_collector_as_without_the_agent(Jdk jdk) throws Exception {
        int sockets = 200;
        try (CoverageJvm bare = CoverageJvm.startBare(jdk, sockets, "LeakCases.droppedSockets");
                CoverageJvm jvm = CoverageJvm.start(jdk, Library.NONE, sockets, "LeakCases.droppedSockets")) {
            collected(bare);
            collected(jvm);
            AgentReport answer = jvm.report(r -> r.total("closedByCollectorTotal") == sockets);

            assertSoftly(softly -> {
                softly.assertThat(answer.report().total("closedByCollectorTotal"))
                        .as("closed by the collector")
                        .isEqualTo(sockets);
                softly.assertThat(answer.report().total("open")).as("open").isZero();
                softly.assertThat(answer.report().total("closeWait"))
                        .as("closeWait")
                        .isZero();
                softly.assertThat(answer.hookFailures()).as("failures of hooks").isZero();
            });
        }
    }

    /** Collects garbage until the JDK's cleaner (or finalizer) has closed every socket. */
    private static void collected(CoverageJvm jvm) {
        Awaitility.await("the collector closes all sockets")
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .untilAsserted(() -> {
                    jvm.tell("collect");
                    assertThat(jvm.kernel()).isEqualTo(new KernelCount(0, 0));
                });
    }

    @EachJdk
    void a_socket_whose_input_the_application_shut_is_no_leak_while_its_peer_stays(Jdk jdk) throws Exception {
        int sockets = 3;
        try (CoverageJvm jvm = CoverageJvm.start(jdk, Library.NONE, sockets, "LeakCases.inputShut")) {
            JsonReport report = jvm.reportOfLater().report();

            assertThat(jvm.kernel()).isEqualTo(new KernelCount(0, 0));
            assertThat(report.total("open")).isEqualTo(jvm.open());
            assertThat(report.total("closeWait")).isZero();
            assertThat(report.leaks()).isEmpty();
        }
    }

    private static boolean hasFrame(Group group, String stack, String method) {
        return group.stack(stack).stream()
                .anyMatch(frame ->
                        frame.className().equals(CASES) && frame.method().equals(method));
    }
}
