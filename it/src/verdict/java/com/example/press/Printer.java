/*
 * library: Undertow, exchange that is not ended
 * leak: REQUEST_NEVER_COMPLETED x4
 * handler: Printer$Print.handleRequest
 * hint: endExchange
 * run: 1.4.28
 * libraries: undertow-1.4
 * jdk: 8
 * run: 2.3.18
 * libraries: undertow-2.3
 * jdk: 11
 * run: 2.3.18, a fat jar
 * libraries: undertow-2.3
 * jdk: 11
 * launch: fat
 */
package com.example.press;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Dispatches each page to a printer that is out of paper. */
public final class Printer {
    private Printer() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            port = ((InetSocketAddress)
                            probe.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress())
                    .getPort();
        }
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setIoThreads(1)
                .setHandler(new Print())
                .build()
                .start();
        Clients.speakAndLeave(4, port, Clients.get("/page"));
        Stage.hold();
    }

    public static final class Print implements HttpHandler {
        private final Collection<HttpServerExchange> pages = new ConcurrentLinkedQueue<>();

        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> pages.add(exchange)); // look here
        }
    }
}
