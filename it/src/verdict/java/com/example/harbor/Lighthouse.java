/*
 * library: Vert.x, request handler that waits for a future on the event loop
 * leak: STUCK|STARVED x4
 * run: 3.9.16
 * libraries: vertx-3
 * jdk: 8
 * run: 4.5.14
 * libraries: vertx-4
 * run: 5.0.1
 * libraries: vertx-5
 * jdk: 11
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks the keeper, and waits for the answer where it should not. After eclipse-vertx/vert.x#1244. */
public final class Lighthouse {
    private final CompletableFuture<String> keeper = new CompletableFuture<>();

    private Lighthouse() {}

    public static void main(String[] args) throws Exception {
        Lighthouse lighthouse = new Lighthouse();
        HttpServer server = Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> lighthouse.handle(request));
        server.listen();
        while (server.actualPort() == 0) {
            Thread.sleep(20);
        }
        Clients.speakAndLeave(4, server.actualPort(), Clients.get("/light"));
        Stage.hold();
    }

    private void handle(HttpServerRequest request) {
        request.response().end(status());
    }

    private String status() {
        try {
            return keeper.get(); // look here
        } catch (InterruptedException | ExecutionException e) {
            return "unknown";
        }
    }
}
