package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.closewait.junit.FailOnSocketLeak;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak
class CleanTest {
    @Test
    void closes_what_it_opens() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            server.accept().close();
            assertEquals(-1, client.getInputStream().read());
        }
    }
}
