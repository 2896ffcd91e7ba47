package io.closewait.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.demo.KernelSockets.Count;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class KernelSocketsTest {
    private final KernelSockets kernel = new KernelSockets();

    @Test
    void a_socket_whose_peer_has_left_is_held() throws Exception {
        Count before = kernel.closeWait();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Socket client = Customers.connect((InetSocketAddress) listener.getLocalSocketAddress())) {
            listener.accept().close();
            client.getInputStream().readAllBytes();

            assertThat(kernel.closeWait().held()).isEqualTo(before.held() + 1);
        }
        assertThat(kernel.closeWait()).isEqualTo(before);
    }

    @Test
    void a_client_that_left_the_backlog_is_never_accepted() throws Exception {
        Count before = kernel.closeWait();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Customers.askAndLeave((InetSocketAddress) listener.getLocalSocketAddress(), 3, "hello");

            Count count = kernel.closeWait();
            assertThat(count.neverAccepted()).isEqualTo(before.neverAccepted() + 3);
            assertThat(count.held()).isEqualTo(before.held());
        }
    }
}
