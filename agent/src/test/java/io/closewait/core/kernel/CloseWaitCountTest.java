package io.closewait.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseWaitCountTest {
    @Test
    void held_sockets_and_those_in_a_backlog_are_counted() throws Exception {
        CloseWaitCount count = new CloseWaitCount("/proc/self");
        int before = count.now();
        List<Socket> held = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 3; i++) {
                held.add(new Socket(server.getInetAddress(), server.getLocalPort()));
                server.accept().close();
            }
            new Socket(server.getInetAddress(), server.getLocalPort()).close(); // nobody accepts it

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> count.now() == before + 4);
            assertThat(count.descriptors()).isGreaterThan(3);
            for (Socket socket : held) {
                socket.close();
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> count.now() == before);
    }

    @Test
    void what_proc_does_not_tell_is_not_zero(@TempDir Path empty) {
        assertThat(new CloseWaitCount(empty.toString()).now()).isEqualTo(-1);
    }
}
