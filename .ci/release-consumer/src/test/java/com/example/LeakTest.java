package com.example;

import io.closewait.junit.FailOnSocketLeak;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Must fail. */
@FailOnSocketLeak
class LeakTest {
    private static final List<Socket> KEPT = new ArrayList<>();

    @Test
    void keeps_a_socket_whose_peer_has_left() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            keep(server);
            server.accept().close();
        }
    }

    private static void keep(ServerSocket server) throws IOException {
        KEPT.add(new Socket(server.getInetAddress(), server.getLocalPort()));
    }
}
