package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.programs.EverMore;
import io.closewait.it.programs.EverMoreInNetty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;

/** A process that has no descriptor left while nothing is in {@code CLOSE_WAIT}: who holds them is said all the same. */
class DescriptorsIT {
    private static final int LIMIT = 500;
    private static final String FAILED = "failed at (\\d+): (.*)";
    private static final int BACKLOG = 1000;
    /** Slow enough for the agent to be ready before the end: a JVM does not run out of descriptors in its first second. */
    private static final String PAUSE_MILLIS = "20";

    private static Fork limited(Jdk jdk) {
        return Fork.on(jdk).after("ulimit -n " + LIMIT);
    }

    /** All connections wait in its backlog: the kernel has them established. */
    private static ServerSocket patientPeer() throws IOException {
        return new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    @EachJdk
    void the_line_that_connects_is_named_with_count_peer_and_growth(Jdk jdk) throws Exception {
        try (ServerSocket peer = patientPeer();
                ForkedJvm jvm = limited(jdk)
                        .agent("leakAfter=3s")
                        .main(EverMore.class, "connect", PAUSE_MILLIS, String.valueOf(peer.getLocalPort()))) {
            String count = jvm.stdout().awaitLine(FAILED).group(1);
            jvm.stderr()
                    .awaitLine("closewait: \\d+ of " + LIMIT
                            + " file descriptors are in use: .*; the most from one place: " + count
                            + " sockets opened at io\\.closewait\\.it\\.programs\\.EverMore\\.subscribe.*");
            jvm.stderr().awaitLine("  " + count + " sockets opened at .*EverMore\\.subscribe.*");
            jvm.stderr().awaitLine(".*% of the descriptor limit; \\+\\d+ in the last .* per minute.*");
            jvm.stderr()
                    .awaitLine(".*ESTABLISHED \\(" + count + "\\); peers 127\\.0\\.0\\.1:" + peer.getLocalPort()
                            + " \\(" + count + "\\)");
            assertThat(jvm.stderr().text()).doesNotContain("no leak");
        }
    }

    @EachJdk
    void the_application_fails_as_without_the_agent(Jdk jdk) throws Exception {
        try (ServerSocket peer = patientPeer();
                ForkedJvm without =
                        limited(jdk).main(EverMore.class, "connect", PAUSE_MILLIS, "" + peer.getLocalPort());
                ForkedJvm with =
                        limited(jdk).agent().main(EverMore.class, "connect", PAUSE_MILLIS, "" + peer.getLocalPort())) {
            assertThat(with.stdout().awaitLine(FAILED).group(2))
                    .isEqualTo(without.stdout().awaitLine(FAILED).group(2));
        }
    }

    @EachJdk
    void the_listener_that_accepts_is_named(Jdk jdk) throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (ForkedJvm jvm = limited(jdk).agent().main(EverMore.class, "accept", "0")) {
            int port = Integer.parseInt(jvm.stdout().awaitLine("port (\\d+)").group(1));
            connect(port, clients);
            jvm.stderr()
                    .awaitLine("closewait: \\d+ of " + LIMIT
                            + " file descriptors are in use: .*; the most from one place: \\d+ sockets"
                            + " accepted on port " + port + " at io\\.closewait\\.it\\.programs\\.EverMore\\.admit.*");
        } finally {
            close(clients);
        }
    }

    @EachJdk
    void the_line_that_a_server_of_Netty_was_started_at_is_named(Jdk jdk) throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (ForkedJvm jvm = limited(jdk)
                .agent()
                .libraries(Artifacts.project().resolve("it/target/netty-4.1"))
                .main(EverMoreInNetty.class)) {
            int port = Integer.parseInt(jvm.stdout().awaitLine("port (\\d+)").group(1));
            connect(port, clients);
            jvm.stderr()
                    .awaitLine("closewait: \\d+ of " + LIMIT
                            + " file descriptors are in use: .*; the most from one place: \\d+ sockets"
                            + " accepted on port " + port
                            + ", listener opened at io\\.closewait\\.it\\.programs\\.EverMoreInNetty\\.main.*");
        } finally {
            close(clients);
        }
    }

    @EachJdk
    void the_folder_of_files_that_are_never_closed_is_named(Jdk jdk, @TempDir Path folder) throws Exception {
        Path uploads = Files.createDirectory(folder.resolve("uploads"));
        try (ForkedJvm jvm = limited(jdk).agent().main(EverMore.class, "files", PAUSE_MILLIS, uploads.toString())) {
            jvm.stderr()
                    .awaitLine("closewait: \\d+ of " + LIMIT
                            + " file descriptors are in use: \\d+ files, .*; most open files:" + " \\d+ of " + uploads
                            + "/\\*");
            jvm.stderr().awaitLine("  files    \\d+ of " + uploads + "/\\*");
        }
    }

    @EachJdk
    void whoever_asks_is_told_before_descriptors_are_short(Jdk jdk) throws Exception {
        try (ServerSocket peer = patientPeer();
                ForkedJvm jvm = Fork.on(jdk)
                        .agent()
                        .after("ulimit -n 1000")
                        .main(EverMore.class, "connect", "60000", String.valueOf(peer.getLocalPort()))) {
            try (JmxClient jmx = JmxClient.connect(jvm)) {
                assertThat(jmx.openReport())
                        .contains("open sockets by origin, leaks or not", "  1 socket opened at ", "EverMore.subscribe")
                        .contains("closewait: no leak");
                JsonObject origin = StreamSupport.stream(
                                jmx.jsonReport()
                                        .json()
                                        .getAsJsonArray("openOrigins")
                                        .spliterator(),
                                false)
                        .map(JsonElement::getAsJsonObject)
                        .filter(open -> open.get("direction").getAsString().equals("connected"))
                        .findFirst()
                        .orElseThrow();
                assertThat(origin.get("count").getAsInt()).isEqualTo(1);
                assertThat(origin.get("percentOfLimit").getAsDouble()).isEqualTo(0.1);
                assertThat(jmx.openOrigins())
                        .as("beside the connection of JMX")
                        .anyMatch(row ->
                                row.get("lookAt").equals(origin.get("lookAt").getAsString())
                                        && row.get("count").equals(1));
            }
        }
    }

    private static void connect(int port, List<Socket> clients) throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
            Thread.sleep(Long.parseLong(PAUSE_MILLIS));
        }
    }

    private static void close(List<Socket> clients) throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }
}
