package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.closewait.junit.FailOnSocketLeak;
import io.closewait.micrometer.ClosewaitMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

    @Test
    void has_the_meters_of_the_agent_that_the_extension_has_attached() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (ClosewaitMetrics metrics = new ClosewaitMetrics()) {
            metrics.bindTo(registry);
            assertEquals(0, registry.get("closewait.sockets").tag("state", "leaked").gauge().value());
        }
    }
}
