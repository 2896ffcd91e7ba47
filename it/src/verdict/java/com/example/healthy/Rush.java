/*
 * library: JDK HttpServer, healthy: all workers are busy, and the clients wait
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * Two workers and eight clients: some wait for seconds, none of them leaves before its answer. The last one comes before a client that
 * was answered first, and keeps its socket until then, would be a leak: JDK 8's server closes connections after a 204.
 */
public final class Rush {
    private Rush() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", Rush::answer);
        server.start();
        Clients.connect(8, server.getAddress().getPort())
                .say(Clients.get("/"))
                .hear("\r\n\r\n")
                .leave();
        Thread.sleep(1000);
        Stage.hold();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(700);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
