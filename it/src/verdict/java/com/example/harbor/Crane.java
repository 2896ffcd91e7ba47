/*
 * library: Undertow, exchange dispatched to a task that waits
 * leak: STUCK x3
 * run: 1.4.28
 * libraries: undertow-1.4
 * jdk: 8
 * run: 2.3.18
 * libraries: undertow-2.3
 * jdk: 11
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Semaphore;

/** Waits for a free crane on one of Undertow's workers; who had it has not given it back. After undertow-io/undertow#866. */
public final class Crane implements HttpHandler {
    private final Semaphore cranes = new Semaphore(1);

    private Crane() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            port = ((InetSocketAddress)
                            probe.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress())
                    .getPort();
        }
        Crane crane = new Crane();
        crane.cranes.acquire();
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(crane)
                .build()
                .start();
        Clients.speakAndLeave(3, port, Clients.get("/lift"));
        Stage.hold();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this);
            return;
        }
        exchange.startBlocking();
        lift();
        exchange.getOutputStream().write("lifted".getBytes("US-ASCII"));
    }

    private void lift() throws InterruptedException {
        cranes.acquire(); // look here
        cranes.release();
    }
}
