/*
 * library: Vert.x, healthy: work on a worker, and clients that leave before the answer
 * healthy
 * run: 4.5.14
 * libraries: vertx-4
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Peer;
import com.example.stage.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** Does what blocks on a worker, and pauses uploads for a second. */
public final class Harbour {
    private final Vertx vertx = Vertx.vertx();

    private Harbour() {}

    public static void main(String[] args) throws Exception {
        Harbour harbour = new Harbour();
        HttpServer server = harbour.vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(harbour::handle);
        server.listen();
        while (server.actualPort() == 0) {
            Thread.sleep(20);
        }
        int port = server.actualPort();
        Clients waiting = Clients.connect(2, port);
        for (int i = 0; i < 6; i++) {
            Clients.connect(3, port).say(Clients.get("/berth")).leave();
            waiting.say("PUT /cargo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\ncoal")
                    .hear("moored");
        }
        Stage.hold();
    }

    private void handle(HttpServerRequest request) {
        request.pause();
        vertx.<String>executeBlocking(() -> {
                    Peer.pause(1000);
                    return "moored";
                })
                .onSuccess(answer -> {
                    request.resume();
                    request.response().end(answer);
                });
    }
}
