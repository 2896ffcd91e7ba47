/*
 * library: Helidon 4, handler on a virtual thread that waits for a latch
 * libraries: helidon-4
 * leak: STUCK x3
 * jdk: 21
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.CountDownLatch;

/** Asks both ends of a track whether it is free; the far one fails, and does not count down. After helidon-io/helidon#5769. */
public final class Signalbox {
    private Signalbox() {}

    public static void main(String[] args) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing -> routing.get("/track", Signalbox::track))
                .build()
                .start();
        Clients.speakAndLeave(3, server.port(), Clients.get("/track"));
        Stage.hold();
    }

    private static void track(ServerRequest request, ServerResponse response) throws InterruptedException {
        CountDownLatch ends = new CountDownLatch(2);
        Thread.startVirtualThread(ends::countDown);
        Thread.startVirtualThread(() -> {
            throw new IllegalStateException("no signal");
        });
        ends.await(); // look here
        response.send("free");
    }
}
