/*
 * library: Helidon 4, healthy: slow answers, clients that stay, and clients that leave
 * libraries: helidon-4
 * healthy
 * jdk: 21
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.helidon.webserver.WebServer;

/** Takes its time, for clients that wait for the answer and for clients that do not. */
public final class Roundhouse {
    private Roundhouse() {}

    public static void main(String[] args) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing -> routing.get("/turn", (request, response) -> {
                    Thread.sleep(400);
                    response.send("turned");
                }))
                .build()
                .start();
        Clients staying =
                Clients.connect(2, server.port()).say(Clients.get("/turn")).hear("turned");
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(100)) {
            Clients.talkAndLeave(2, server.port(), Clients.get("/turn"), "turned");
            Clients.connect(1, server.port()).say(Clients.get("/turn")).leave();
        }
        Stage.hold();
        staying.leave();
    }
}
