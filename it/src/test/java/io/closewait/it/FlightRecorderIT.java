package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.harness.Tool;
import io.closewait.it.programs.EverMore;
import io.closewait.it.programs.PeersLeave;
import io.closewait.it.programs.PeersLeaveOnDemand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** Leaks in a recording, read with the JDK's own tool; nothing of Flight Recorder without one. */
class FlightRecorderIT {
    private static final int COUNT = 5;
    private static final String GUILTY = "io.closewait.it.programs.PeersLeave.connect(PeersLeave.java:";
    private static final String ON_DEMAND =
            "io.closewait.it.programs.PeersLeaveOnDemand.connect(PeersLeaveOnDemand.java:";

    @EachJdk
    void a_recording_from_the_start_holds_the_whole_life_of_a_leak(Jdk jdk, @TempDir Path folder) throws Exception {
        Path recording = folder.resolve("leaks.jfr");
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .jvmOption("-XX:StartFlightRecording=filename=" + recording)
                .agent("leakAfter=2s", "interval=1s", file.option())
                .main(PeersLeaveOnDemand.class, String.valueOf(COUNT))) {
            awaitEventTypes(jdk, jvm, folder.resolve("probe.jfr"));
            jvm.say("let the peers leave");
            file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);
            jvm.say("close them");
            file.await("no leak left", report -> report.total("leaksEndedTotal") == COUNT);
            jvm.say("end");
            assertThat(jvm.exitCode()).isZero();
        }

        assertThat(events(jdk, recording, "closewait.PeerClosed"))
                .hasSize(COUNT)
                .allSatisfy(event -> assertThat(text(event, "openedAt")).startsWith(ON_DEMAND));
        assertThat(events(jdk, recording, "closewait.Leak")).hasSize(COUNT).allSatisfy(event -> {
            assertThat(text(event, "verdict")).isEqualTo("never closed");
            assertThat(text(event, "lookAt")).startsWith(ON_DEMAND);
            assertThat(text(event, "stack")).startsWith(ON_DEMAND);
            assertThat(duration(event, "duration")).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60));
        });
        assertThat(events(jdk, recording, "closewait.LeakDetails"))
                .hasSize(COUNT)
                .allSatisfy(event -> {
                    assertThat(text(event, "stackIs")).isEqualTo("opened");
                    assertThat(text(event, "hint")).isNotEmpty();
                    assertThat(duration(event, "peerClosedFor"))
                            .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60));
                });
        assertThat(events(jdk, recording, "closewait.Closed")).hasSize(COUNT).allSatisfy(event -> {
            assertThat(text(event, "closedAt")).startsWith("io.closewait.it.programs.PeersLeaveOnDemand.closeAll(");
            assertThat(text(event, "openingStack")).startsWith(ON_DEMAND);
            assertThat(duration(event, "duration")).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(90));
        });
        assertThat(Tool.of(jdk, "jfr").run("print", "--events", "closewait.Leak", recording.toString()))
                .contains("stack = \"" + ON_DEMAND);
    }

    /** With what the tool has for a table: each field is a column of it. */
    @EachJdk(from = 21)
    void jfr_view_shows_a_leak_with_its_stack_in_a_row(Jdk jdk, @TempDir Path folder) throws Exception {
        Path recording = folder.resolve("leaks.jfr");
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .jvmOption("-XX:StartFlightRecording=filename=" + recording)
                .agent("leakAfter=1s", "interval=1s", file.option())
                .main(PeersLeave.class, "socket", "1", "closes")) {
            file.await("a leak", report -> report.total("leaked") == 1);
            jvm.say("close them");
            jvm.say("end");
            assertThat(jvm.exitCode()).isZero();
        }

        String view = Tool.of(jdk, "jfr").run("view", "--width", "240", "closewait.Leak", recording.toString());
        assertThat(view.lines())
                .anyMatch(line -> line.matches(".* Verdict +Look At +Stack +Descriptor +Peer *"))
                .anyMatch(line -> line.matches(".* never closed +" + Pattern.quote(GUILTY) + "\\d+\\) +"
                        + Pattern.quote(GUILTY) + "\\d+\\).* 127\\.0\\.0\\.1:\\d+ *"));
    }

    @EachJdk
    void a_recording_holds_who_had_the_descriptors_at_the_alarm(Jdk jdk, @TempDir Path folder) throws Exception {
        Path recording = folder.resolve("open.jfr");
        try (ServerSocket peer = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
                ForkedJvm jvm = Fork.on(jdk)
                        .jvmOption("-XX:StartFlightRecording=filename=" + recording)
                        .agent("descriptorAlarm=20")
                        .after("ulimit -n 500")
                        .main(EverMore.class, "connect", "100", String.valueOf(peer.getLocalPort()))) {
            jvm.stderr().awaitLine("closewait: \\d+ of 500 file descriptors are in use: .*");
            Awaitility.await("the event")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .pollInSameThread()
                    .until(() -> {
                        Tool.of(jdk, "jcmd").run(String.valueOf(jvm.pid()), "JFR.dump", "filename=" + recording);
                        return !events(jdk, recording, "closewait.OpenOrigin").isEmpty();
                    });
        }
        assertThat(events(jdk, recording, "closewait.OpenOrigin")).first().satisfies(event -> {
            assertThat(text(event, "lookAt")).startsWith("io.closewait.it.programs.EverMore.subscribe(");
            assertThat(text(event, "stack")).startsWith("io.closewait.it.programs.EverMore.subscribe(");
        });
    }

    private static void awaitEventTypes(Jdk jdk, ForkedJvm jvm, Path probe) {
        Awaitility.await("event types in the recording")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .pollInSameThread()
                .until(() -> {
                    Tool.of(jdk, "jcmd").run(String.valueOf(jvm.pid()), "JFR.dump", "filename=" + probe);
                    return Files.exists(probe) // not before the recording has begun
                            && Tool.of(jdk, "jfr")
                                    .run("metadata", probe.toString())
                                    .contains("closewait.OpenOrigin"); // the last to be registered
                });
    }

    @EachJdk
    void a_recording_that_begins_later_begins_with_the_leaks_that_are_there(Jdk jdk, @TempDir Path folder)
            throws Exception {
        Path recording = folder.resolve("later.jfr");
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", file.option())
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);
            Tool jcmd = Tool.of(jdk, "jcmd");
            String pid = String.valueOf(jvm.pid());
            jcmd.run(pid, "JFR.start", "name=later");

            Awaitility.await("leaks in the recording")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .pollInSameThread()
                    .untilAsserted(() -> {
                        jcmd.run(pid, "JFR.dump", "name=later", "filename=" + recording);
                        assertThat(events(jdk, recording, "closewait.Leak"))
                                .hasSize(COUNT)
                                .allSatisfy(event ->
                                        assertThat(text(event, "lookAt")).startsWith(GUILTY));
                    });
        }
    }

    /** Without JMX, which the JDK's own code makes load some of it. */
    @EachJdk(from = 11)
    void without_a_recording_no_class_of_Flight_Recorder_is_loaded(Jdk jdk, @TempDir Path folder) throws Exception {
        Path classes = folder.resolve("classes.log");
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .jvmOption("-Xlog:class+load:file=" + classes)
                .agent("leakAfter=1s", "interval=1s", "jmx=false", file.option())
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);
            jvm.say("close them");
            file.await("no leak left", report -> report.total("leaksEndedTotal") == COUNT);
            jvm.say("end");
            assertThat(jvm.exitCode()).isZero();
        }

        assertThat(Files.readAllLines(classes))
                .anyMatch(line -> line.contains(" io.closewait.core.jfr.FlightRecording "))
                .noneMatch(line -> line.contains(" jdk.jfr.") || line.contains(" io.closewait.core.jfr.events."));
    }

    @EachJdk(from = 11)
    void a_JVM_without_Flight_Recorder_says_so_and_reports_all_the_same(Jdk jdk, @TempDir Path folder)
            throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ForkedJvm jvm = Fork.on(jdk)
                .jvmOption("--limit-modules", "java.base,java.instrument,jdk.unsupported")
                .agent("leakAfter=1s", "interval=1s", file.option())
                .main(PeersLeave.class, "socket", String.valueOf(COUNT), "closes")) {
            file.await(COUNT + " leaks", report -> report.total("leaked") == COUNT);

            jvm.stderr().awaitLine("closewait: no events in recordings: this JVM has no Flight Recorder.*");
        }
    }

    private static List<JsonObject> events(Jdk jdk, Path recording, String name)
            throws IOException, InterruptedException {
        String json = Tool.of(jdk, "jfr").run("print", "--json", "--events", name, recording.toString());
        return StreamSupport.stream(
                        JsonParser.parseString(json)
                                .getAsJsonObject()
                                .getAsJsonObject("recording")
                                .getAsJsonArray("events")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .map(event -> event.getAsJsonObject("values"))
                .toList();
    }

    private static String text(JsonObject event, String field) {
        return event.get(field).getAsString();
    }

    private static Duration duration(JsonObject event, String field) {
        return Duration.parse(text(event, field));
    }
}
