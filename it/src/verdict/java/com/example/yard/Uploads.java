/*
 * library: Reactor Netty server, body that the handler does not receive
 * libraries: reactor-netty-1.2
 * leak: REQUEST_NEVER_COMPLETED|READING_PAUSED x3
 * handler: Uploads.store
 * names: reactor.netty.NettyInbound#receive
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Receives a file when the store says that there is room; it says nothing. After reactor/reactor-netty#943. */
public final class Uploads {
    private final Mono<Void> room = Sinks.<Void>one().asMono();

    private Uploads() {}

    public static void main(String[] args) throws Exception {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post("/file", new Uploads()::store))
                .bindNow();
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            file.append('x');
        }
        Clients.speakAndLeave(
                3,
                server.port(),
                "POST /file HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + file.length() + "\r\n\r\n" + file);
        Stage.hold();
    }

    private Publisher<Void> store(HttpServerRequest request, HttpServerResponse response) {
        return room.then(request.receive().then()).then(response.send()); // look here
    }
}
