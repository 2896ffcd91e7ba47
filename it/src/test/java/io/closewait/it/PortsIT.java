package io.closewait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.closewait.it.harness.Attach;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.programs.ClosedWhileThePeerIsNot;
import io.closewait.it.programs.ReadsToTheEnd;
import io.closewait.it.programs.ShortConnections;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** The states after CLOSE_WAIT's other half: who uses up local ports, and what the kernel has of closed connections. */
class PortsIT {
    private static final int PER_SECOND = 200;
    private static final int SMALL_RANGE = 101;
    private static final String SMALL_RANGE_ONLY = "ip link set lo up"
            + " && echo '40000 40100' > /proc/sys/net/ipv4/ip_local_port_range"
            + " && echo 0 > /proc/sys/net/ipv4/tcp_tw_reuse";

    @EachJdk
    void who_closes_first_is_named_with_peer_rate_and_the_kernels_count(Jdk jdk, @TempDir Path folder)
            throws Exception {
        int count = 12 * PER_SECOND;
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("every=1s", "interval=1s", file.option())
                .main(ShortConnections.class, String.valueOf(count), String.valueOf(PER_SECOND))) {
            String peer = "127.0.0.1:" + jvm.stdout().awaitLine("port (\\d+)").group(1);
            Matcher done = jvm.stdout().awaitLine("done " + count + " in (\\d+) ms, at most (\\d+) in 5 s");
            double average = count * 1000.0 / Integer.parseInt(done.group(1));
            double most = Integer.parseInt(done.group(2)) / 5.0;

            JsonReport report = file.await(
                    count + " connections to " + peer,
                    r -> closedFirst(r, peer)
                            .filter(c -> c.get("total").getAsInt() >= 0.98 * count)
                            .isPresent());

            JsonObject closedFirst = closedFirst(report, peer).orElseThrow();
            assertThat(closedFirst.get("lookAt").getAsString())
                    .startsWith("io.closewait.it.programs.ShortConnections.call");
            assertThat(closedFirst.get("mostPerSecond").getAsDouble()).isBetween(0.9 * average, 1.1 * most);
            assertThat(closedFirst.get("total").getAsInt()).isCloseTo(count, within(count / 50));
            Awaitility.await("the same number of ports in TIME_WAIT as ss counts")
                    .atMost(Duration.ofSeconds(30))
                    .pollInSameThread()
                    .until(() -> {
                        int inTimeWait = ss("time-wait", peer);
                        JsonObject now =
                                closedFirst(file.read().orElseThrow(), peer).orElseThrow();
                        return inTimeWait > 0 && now.get("timeWait").getAsInt() == inTimeWait;
                    });
            jvm.stderr().awaitLine("  ports    \\d+ in TIME_WAIT; most local ports in use: .*");
        }
    }

    @EachJdk
    void a_report_comes_when_a_connect_fails_for_lack_of_a_port(Jdk jdk, @TempDir Path folder) throws Exception {
        assumeTrue(isPermitted(), "no network namespace with a port range of its own can be made here");
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .after(SMALL_RANGE_ONLY)
                .under("unshare", "--map-root-user", "--net")
                .agent(file.option())
                .main(ShortConnections.class, "2000", "100")) {
            String peer = "127.0.0.1:" + jvm.stdout().awaitLine("port (\\d+)").group(1);
            jvm.stdout().awaitLine("failed Cannot assign requested address.*");
            jvm.stderr()
                    .awaitLine("closewait: \\d+ of " + SMALL_RANGE + " local ports to " + peer
                            + " are in use, \\d+ of them in TIME_WAIT");

            JsonReport report = file.await(
                    "the reason ports",
                    r -> r.json().get("reason").getAsString().equals("ports"));
            JsonObject closedFirst = closedFirst(report, peer).orElseThrow();
            assertThat(closedFirst.get("inUse").getAsInt()).isGreaterThan(SMALL_RANGE * 9 / 10);
            assertThat(closedFirst.get("lookAt").getAsString())
                    .startsWith("io.closewait.it.programs.ShortConnections.call");
            jvm.stderr().awaitLine("  to do    Reuse connections: .*tcp_tw_recycle .* was removed in Linux 4\\.12.*");
        }
    }

    @EachJdk
    void a_program_that_ends_of_a_lack_of_ports_still_reports(Jdk jdk, @TempDir Path folder) throws Exception {
        assumeTrue(isPermitted(), "no network namespace with a port range of its own can be made here");
        try (ForkedJvm jvm = Fork.on(jdk)
                .after(SMALL_RANGE_ONLY)
                .under("unshare", "--map-root-user", "--net")
                .agent()
                .main(ShortConnections.class, "2000", "100")) {
            jvm.say("end");
            jvm.exitCode();

            assertThat(jvm.stderr().text())
                    .containsPattern(
                            "closewait: \\d+ of " + SMALL_RANGE + " local ports to 127\\.0\\.0\\.1:\\d+ are in use")
                    .contains("  look at  io.closewait.it.programs.ShortConnections.call");
        }
    }

    @EachJdk
    void connections_in_FIN_WAIT2_are_counted_whether_somebody_holds_them_or_not(Jdk jdk, @TempDir Path folder)
            throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("every=1s", "interval=1s", file.option())
                .main(ClosedWhileThePeerIsNot.class, "7", "5")) {
            String peer = "127.0.0.1:" + jvm.stdout().awaitLine("port (\\d+)").group(1);

            JsonReport report = file.await("12 in FIN_WAIT2", r -> kernel(r, "finWait2") == 12);

            assertThat(ss("fin-wait-2", peer)).isEqualTo(12);
            JsonObject kernel = report.json().getAsJsonObject("kernel");
            assertThat(kernel.getAsJsonObject("states").get("FIN_WAIT2").getAsInt())
                    .isEqualTo(5);
            assertThat(kernel.getAsJsonObject("orphans").get("FIN_WAIT2").getAsInt())
                    .isEqualTo(7);
        }
    }

    @EachJdk
    void after_an_attach_sockets_are_grouped_by_peer_and_their_later_use_names_the_code(Jdk jdk, @TempDir Path folder)
            throws Exception {
        int count = 20;
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk).main(ReadsToTheEnd.class, String.valueOf(count))) {
            String peer = "127.0.0.1:" + jvm.stdout().awaitLine("port (\\d+)").group(1);
            Attach.agent(jvm.pid(), "every=1s", "interval=1s", "leakAfter=1s", "log=stderr", file.option());

            JsonReport before = file.await("all of unknown origin", r -> r.total("unknownOrigin") == count);
            assertThat(groups(before)).singleElement().satisfies(group -> {
                assertThat(group.get("state").getAsString()).isEqualTo("CLOSE_WAIT");
                assertThat(group.get("peer").getAsString()).isEqualTo(peer);
                assertThat(group.get("count").getAsInt()).isEqualTo(count);
            });
            jvm.stderr().awaitLine("  " + count + " in CLOSE_WAIT to " + peer + ", not used since the agent started");
            jvm.stderr().awaitLine("  to do    Their opening stacks were not taken.*");

            jvm.say("read");
            jvm.stdout().awaitLine("read");
            JsonReport after = file.await("the reader", r -> groups(r).stream().anyMatch(group -> group.has("lookAt")));
            assertThat(after.total("unknownOrigin")).isEqualTo(count);
            assertThat(groups(after))
                    .filteredOn(group -> group.has("lookAt"))
                    .singleElement()
                    .satisfies(group -> {
                        assertThat(group.get("count").getAsInt()).isEqualTo(count / 2);
                        assertThat(group.get("verdict").getAsString()).isEqualTo("END_OF_STREAM_IGNORED");
                        assertThat(group.get("lookAt").getAsString())
                                .startsWith("io.closewait.it.programs.ReadsToTheEnd.readToTheEnd");
                    });
        }
    }

    private static Optional<JsonObject> closedFirst(JsonReport report, String peer) {
        return StreamSupport.stream(
                        report.json()
                                .getAsJsonObject("ports")
                                .getAsJsonArray("closedFirst")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .filter(c -> c.get("peer").getAsString().equals(peer))
                .findFirst();
    }

    private static List<JsonObject> groups(JsonReport report) {
        return StreamSupport.stream(
                        report.json().getAsJsonArray("unknownGroups").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static int kernel(JsonReport report, String name) {
        return report.json().getAsJsonObject("kernel").get(name).getAsInt();
    }

    /** How many connections to a peer {@code ss} has in a state; ends the test where there is no {@code ss}. */
    private static int ss(String state, String peer) throws IOException, InterruptedException {
        Process ss;
        try {
            ss = new ProcessBuilder("ss", "-Htan", "state", state, "dst", peer).start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "no ss here: " + notInstalled.getMessage());
            throw notInstalled;
        }
        String lines = new String(ss.getInputStream().readAllBytes(), UTF_8);
        assertThat(ss.waitFor()).isZero();
        return (int) lines.lines().count();
    }

    private static boolean isPermitted() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--map-root-user", "--net", "sh", "-c", SMALL_RANGE_ONLY)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noUnshare) {
            return false;
        }
    }
}
