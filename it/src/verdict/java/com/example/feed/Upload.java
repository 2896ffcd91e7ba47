/*
 * library: Vert.x, HTTP request that is not ended
 * leak: REQUEST_NEVER_COMPLETED|READING_PAUSED x3
 * handler: Upload.handle
 * jdk: 8
 * run: 4.5.14
 * libraries: vertx-4
 */
package com.example.feed;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Pauses an upload until there is a file to put it into: there never is. */
public final class Upload {
    private static final Collection<HttpServerRequest> WAITING = new ConcurrentLinkedQueue<>();

    private Upload() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(Upload::handle);
        server.listen();
        while (server.actualPort() == 0) {
            Thread.sleep(20);
        }
        StringBuilder words = new StringBuilder("PUT /f HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000\r\n\r\n");
        for (int i = 0; i < 10_000; i++) {
            words.append("0123456789");
        }
        Clients.speakAndLeave(3, server.actualPort(), words.toString());
        Stage.hold();
    }

    private static void handle(HttpServerRequest request) {
        WAITING.add(request.pause()); // look here
    }
}
