/*
 * library: Ratpack, healthy: late answers, clients that stay, and clients that leave
 * libraries: ratpack-1.9
 * healthy
 * jdk: 11
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.time.Duration;
import ratpack.exec.Promise;
import ratpack.server.RatpackServer;

/** Answers after a delay. */
public final class Brake {
    private Brake() {}

    public static void main(String[] args) throws Exception {
        RatpackServer server = RatpackServer.start(definition -> definition
                .serverConfig(config -> config.port(0).development(false))
                .handler(registry -> context ->
                        Promise.value("stopped").defer(Duration.ofMillis(400)).then(context::render)));
        int port = server.getBindPort();
        Clients staying = Clients.connect(2, port).say(Clients.get("/stop")).hear("stopped");
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(100)) {
            Clients.talkAndLeave(2, port, Clients.get("/stop"), "stopped");
            Clients.connect(1, port).say(Clients.get("/stop")).leave();
        }
        Stage.hold();
        staying.leave();
    }
}
