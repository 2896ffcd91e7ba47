/*
 * library: healthy: clients that keep alive, and come and go
 * healthy
 * run: Undertow 1.4
 * libraries: undertow-1.4
 * jdk: 8
 * run: Undertow 2.3, a fat jar
 * libraries: undertow-2.3
 * jdk: 11
 * launch: fat
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** Some clients stay and ask now and then, others ask once and leave. */
public final class Shop {
    private Shop() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            port = ((InetSocketAddress)
                            probe.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress())
                    .getPort();
        }
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(exchange -> exchange.getResponseSender().send("all is well\n"))
                .build()
                .start();
        Clients regulars = Clients.connect(3, port);
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(50)) {
            regulars.say(Clients.get("/")).hear("all is well\n");
            Clients.talkAndLeave(1, port, Clients.get("/"), "all is well\n");
        }
        Stage.hold();
        regulars.leave();
    }
}
