package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReportFile;
import io.closewait.it.programs.EverMore;
import io.closewait.it.programs.Growers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Which origins are said to grow, and when the descriptors are used up. Takes minutes: growth does. */
@Tag("long")
class GrowthIT {
    private static final int BACKLOG = 4000;
    private static final Duration STILL = Duration.ofSeconds(40);
    private static final String LEAKS = "io.closewait.it.programs.Growers$Forgetful";

    private static Set<String> growing(JsonReport report) {
        Set<String> lines = new TreeSet<>();
        for (JsonElement origin : report.json().getAsJsonArray("openOrigins")) {
            JsonObject open = origin.getAsJsonObject();
            if (open.get("growing").getAsBoolean()) {
                lines.add(open.get("lookAt").getAsString());
            }
        }
        return lines;
    }

    @EachJdk
    void what_is_never_closed_is_said_to_grow_and_what_grows_for_a_reason_is_not(Jdk jdk, @TempDir Path folder)
            throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ServerSocket peer = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
                ForkedJvm jvm = Fork.on(jdk)
                        .agent("leakAfter=10s", "every=2s", "interval=1s", "log=off", file.option())
                        .main(Growers.class, String.valueOf(peer.getLocalPort()))) {
            jvm.stdout().awaitLine("growing");
            file.await("three origins that grow", report -> growing(report).size() >= 3);
            Awaitility.await("those three and no other")
                    .during(STILL)
                    .atMost(STILL.plusSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .pollInSameThread()
                    .untilAsserted(() -> assertThat(growing(file.read().orElseThrow()))
                            .hasSize(3)
                            .allMatch(line -> line.startsWith(LEAKS)));
            JsonReport last = file.read().orElseThrow();
            assertThat(last.total("growing")).isEqualTo(3);
            assertThat(last.total("leaked")).isZero();
        }
    }

    @EachJdk
    void the_end_of_the_descriptors_is_foretold(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        try (ServerSocket peer = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
                ForkedJvm jvm = Fork.on(jdk)
                        .agent("leakAfter=5s", "interval=1s", file.option())
                        .after("ulimit -n 400")
                        .main(EverMore.class, "connect", "400", String.valueOf(peer.getLocalPort()))) {
            jvm.stderr().awaitLine("  growing  1 origin, whose open sockets keep growing in number, .*");
            jvm.stderr().awaitLine(".*EverMore\\.subscribe.*, GROWING");
            long exhaustedIn = file.await(
                            "the forecast", report -> !growing(report).isEmpty())
                    .json()
                    .getAsJsonObject("kernel")
                    .getAsJsonObject("descriptors")
                    .get("exhaustedInMillis")
                    .getAsLong();
            long told = System.nanoTime();
            jvm.stdout().awaitLine("failed at \\d+: .*");
            long took = (System.nanoTime() - told) / 1_000_000;
            assertThat(exhaustedIn).isCloseTo(took, Percentage.withPercentage(20));
        }
    }
}
