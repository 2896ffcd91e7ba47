package io.closewait.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.Tool;
import io.closewait.it.programs.soak.ChurnAndLeak;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody reads the log through a pipe, and stops reading. The agent's reporter then waits for that reader, for good; no thread
 * of the application may wait for the reporter. Thread dumps and Flight Recorder's events of locks, waits and parking say
 * whether one does.
 */
@Tag("long")
class BlockedReaderIT {
    private static final int SECONDS = Integer.getInteger("soak.blocked.seconds");

    @EachJdk(from = 17)
    void of_the_log_file_holds_up_no_thread_of_the_application(Jdk jdk, @TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("log");
        nobodyWaits(
                jdk,
                folder,
                Fork.on(jdk)
                        .agent("leakAfter=1s", "interval=1s", "log=" + pipe)
                        .after("mkfifo '" + pipe + "'; { sleep 600 < '" + pipe + "' > /dev/null 2>&1 & }"));
    }

    @EachJdk(from = 17)
    void of_standard_error_holds_up_no_thread_of_the_application(Jdk jdk, @TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("stderr");
        nobodyWaits(
                jdk,
                folder,
                Fork.on(jdk)
                        .agent("leakAfter=1s", "interval=1s")
                        .after("mkfifo '" + pipe + "'; sleep 600 < '" + pipe + "' > /dev/null 2>&1 & exec 2> '" + pipe
                                + "'"));
    }

    private static void nobodyWaits(Jdk jdk, Path folder, Fork fork) throws Exception {
        Path recording = folder.resolve("locks.jfr");
        List<ThreadDump> dumps = new ArrayList<>();
        try (ForkedJvm jvm = fork.jvmOption(
                        "-XX:StartFlightRecording:filename=" + recording
                                + ",jdk.JavaMonitorEnter#threshold=0ms,jdk.JavaMonitorWait#threshold=0ms,jdk.ThreadPark#threshold=0ms")
                .main(ChurnAndLeak.class)) {
            Awaitility.await("the reporter waits for the reader")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(200))
                    .pollInSameThread()
                    .until(() -> dump(jdk, jvm).reporterWaitsForReader());
            int from = seconds(jvm).size();
            while (seconds(jvm).size() < from + SECONDS) {
                dumps.add(dump(jdk, jvm));
            }
            List<Integer> perSecond = seconds(jvm).subList(from, from + SECONDS);
            System.out.println(jdk + ": " + dumps.size()
                    + " thread dumps; connections in each second that the reader was" + " blocked: " + perSecond);
            jvm.say("end");
            assertThat(jvm.exitCode()).isZero();

            assertThat(perSecond)
                    .allSatisfy(connections -> assertThat(connections).isPositive());
        }
        assertThat(dumps)
                .isNotEmpty()
                .allMatch(ThreadDump::reporterWaitsForReader)
                .allMatch(dump -> dump.has("churn-0"))
                .allSatisfy(dump ->
                        assertThat(dump.applicationThreadsWaitingInAgent()).isEmpty());
        assertThat(waits(jdk, recording)).isNotEmpty().noneMatch(BlockedReaderIT::isApplicationInAgent);
    }

    private static ThreadDump dump(Jdk jdk, ForkedJvm jvm) throws Exception {
        return new ThreadDump(Tool.of(jdk, "jcmd").run(String.valueOf(jvm.pid()), "Thread.print"));
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
        return !thread.toString().contains("\"closewait-")
                && Pattern.compile("\"io/closewait/(core|hooks|launcher)/")
                        .matcher(stack.toString())
                        .find();
    }
}
