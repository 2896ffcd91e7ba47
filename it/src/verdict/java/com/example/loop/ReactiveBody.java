/*
 * library: Reactor Netty, body that nobody subscribes to
 * jdk: 8
 * leak: READING_PAUSED x2
 * run: 1.0.48
 * libraries: reactor-netty-1.0
 * run: 1.2.6
 * libraries: reactor-netty-1.2
 */
package com.example.loop;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;

/** Takes the connection of an answer for later, and forgets its body. */
public final class ReactiveBody {
    private static final List<Connection> LATER = new ArrayList<>();

    private ReactiveBody() {}

    public static void main(String[] args) throws Exception {
        Peer site = Peer.of(Peer.http(200, 60_000, 0));
        for (int i = 0; i < 2; i++) {
            LATER.add(open(site.url("/body/" + i)));
        }
        Peer.pause(700);
        site.leave();
        Stage.hold();
    }

    private static Connection open(String url) {
        return HttpClient.create()
                .get()
                .uri(url)
                .responseConnection((response, connection) -> Mono.just(connection)) // look here
                .blockFirst(); // look here
    }
}
