package io.closewait.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.closewait.it.fault.HangingClient;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.Tool;
import io.closewait.it.programs.soak.ChurnAndLeak;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Somebody reads what the agent says, and stops reading, or the disk does not answer. A thread of the agent, or of the JMX
 * server, then waits for that, for good; no thread of the application may wait for it. Thread dumps say whether one does, and
 * from JDK 17 on Flight Recorder's events of locks, waits and parking, of any length.
 */
@Tag("long")
@Isolated("its times are compared")
class BlockedReaderIT {
    private static final int SECONDS = Integer.getInteger("soak.blocked.seconds");

    /** JDK 11 knows the events, but no such options. */
    private static final int RECORDS_LOCKS = 17;

    private static final long MILLIS_BETWEEN_DUMPS = 500;

    /** What stops reading, once the application runs. */
    private interface Reader {
        AutoCloseable of(ForkedJvm jvm) throws Exception;
    }

    /** It began before the application did. */
    private static final Reader OF_A_PIPE = jvm -> () -> {};

    @EachJdk
    void of_the_log_file_holds_up_no_thread_of_the_application(Jdk jdk, @TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("log");
        Fork fork = fork(jdk, "log=" + pipe).after(fifo(pipe));
        nobodyWaits(jdk, folder, fork, OF_A_PIPE, ThreadDump::logWaitsForReader);
    }

    @EachJdk
    void of_standard_error_holds_up_no_thread_of_the_application(Jdk jdk, @TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("stderr");
        Fork fork = fork(jdk).after(fifo(pipe) + "; exec 2> '" + pipe + "'");
        nobodyWaits(jdk, folder, fork, OF_A_PIPE, ThreadDump::logWaitsForReader);
    }

    /** A report replaces a pipe, so that there is no reader to wait for; to open it would be to wait for one. */
    @EachJdk
    void of_report_files_holds_up_no_thread_of_the_application(Jdk jdk, @TempDir Path folder) throws Exception {
        Path json = folder.resolve("json");
        Path html = folder.resolve("html");
        Path junit = folder.resolve("junit.xml");
        Fork fork = fork(jdk, "log=" + folder.resolve("log"), "json=" + json, "html=" + html, "junitXml=" + junit)
                .after("mkfifo '" + json + "' '" + html + "' '" + junit + "'");
        nobodyWaits(
                jdk,
                folder,
                fork,
                OF_A_PIPE,
                dump -> Stream.of(json, html, junit).allMatch(Files::isRegularFile));
    }

    @EachJdk
    void of_jmx_holds_up_no_thread_of_the_application(Jdk jdk, @TempDir Path folder) throws Exception {
        Fork fork = fork(jdk, "log=" + folder.resolve("log"));
        nobodyWaits(
                jdk, folder, fork, jvm -> HangingClient.of(jvm, ChurnAndLeak.PLACES), ThreadDump::answerWaitsForReader);
    }

    @EachJdk
    void a_file_system_that_hangs_holds_up_no_thread_of_the_application(Jdk jdk, @TempDir Path folder)
            throws Exception {
        try (Disk disk = Disk.mounted(folder)) {
            Path root = disk.root();
            Fork fork = fork(jdk, "log=" + root.resolve("log"), "json=" + root.resolve("json"));
            nobodyWaits(jdk, folder, fork, jvm -> disk.hang(), ThreadDump::reporterWaitsForDisk);
        }
    }

    private static Fork fork(Jdk jdk, String... more) {
        return Fork.on(jdk)
                .agent(Stream.concat(Stream.of("leakAfter=1s", "interval=1s"), Stream.of(more))
                        .toArray(String[]::new));
    }

    /** A shell's commands: a pipe that somebody has opened who never reads. */
    private static String fifo(Path pipe) {
        return "mkfifo '" + pipe + "'; { sleep 600 < '" + pipe + "' > /dev/null 2>&1 & }";
    }

    private static void nobodyWaits(Jdk jdk, Path folder, Fork fork, Reader reader, Predicate<ThreadDump> isBlocked)
            throws Exception {
        Path recording = folder.resolve("locks.jfr");
        List<ThreadDump> dumps = new ArrayList<>();
        if (jdk.feature() >= RECORDS_LOCKS) {
            fork.jvmOption(
                    "-XX:StartFlightRecording:filename=" + recording
                            + ",jdk.JavaMonitorEnter#threshold=0ms,jdk.JavaMonitorWait#threshold=0ms,jdk.ThreadPark#threshold=0ms");
        }
        try (ForkedJvm jvm = fork.main(ChurnAndLeak.class)) {
            try (JmxClient jmx = JmxClient.open(jvm);
                    AutoCloseable gone = reader.of(jvm)) {
                Awaitility.await("the reader is waited for")
                        .atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(MILLIS_BETWEEN_DUMPS))
                        .pollInSameThread()
                        .until(() -> isBlocked.test(dump(jmx)));
                int from = seconds(jvm).size();
                while (seconds(jvm).size() < from + SECONDS) {
                    dumps.add(dump(jmx));
                    Thread.sleep(MILLIS_BETWEEN_DUMPS);
                }
                List<Integer> perSecond = seconds(jvm).subList(from, from + SECONDS);
                System.out.println(jdk + ": " + dumps.size()
                        + " thread dumps; connections in each second that the reader was blocked: " + perSecond);
                assertThat(perSecond)
                        .allSatisfy(connections -> assertThat(connections).isPositive());
            }
            jvm.say("end");
            assertThat(jvm.exitCode()).isZero();
        }
        assertThat(dumps)
                .isNotEmpty()
                .allMatch(isBlocked)
                .allMatch(dump -> dump.has("churn-0"))
                .allSatisfy(dump ->
                        assertThat(dump.applicationThreadsWaitingInAgent()).isEmpty());
        if (jdk.feature() >= RECORDS_LOCKS) {
            assertThat(waits(jdk, recording)).isNotEmpty().noneMatch(BlockedReaderIT::isApplicationInAgent);
        }
    }

    private static ThreadDump dump(JmxClient jmx) throws Exception {
        return new ThreadDump(jmx.threadPrint());
    }

    /** Connections of each second so far. */
    private static List<Integer> seconds(ForkedJvm jvm) {
        return jvm.stdout().lines().stream()
                .map(Pattern.compile("second \\d+ (\\d+)")::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .toList();
    }

    private static List<JsonObject> waits(Jdk jdk, Path recording) throws Exception {
        String json = Tool.of(jdk, "jfr")
                .run(
                        "print",
                        "--json",
                        "--stack-depth",
                        "64",
                        "--events",
                        "jdk.JavaMonitorEnter,jdk.JavaMonitorWait,jdk.ThreadPark",
                        recording.toString());
        return StreamSupport.stream(
                        JsonParser.parseString(json)
                                .getAsJsonObject()
                                .getAsJsonObject("recording")
                                .getAsJsonArray("events")
                                .spliterator(),
                        false)
                .map(event -> event.getAsJsonObject().getAsJsonObject("values"))
                .toList();
    }

    private static boolean isApplicationInAgent(JsonObject event) {
        JsonElement thread = event.get("eventThread");
        JsonElement stack = event.get("stackTrace");
        return !Pattern.compile("\"(closewait-|RMI TCP Connection)")
                        .matcher(thread.toString())
                        .find()
                && Pattern.compile("\"io/closewait/(core|hooks|launcher)/")
                        .matcher(stack.toString())
                        .find();
    }
}
