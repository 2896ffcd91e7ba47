/*
 * library: JDK HttpServer, exhausted hand-made pool
 * jdk: 8
 * leak: STUCK x3
 * run: classes
 * run: module path
 * launch: module
 * jvm: --add-modules jdk.httpserver
 * jdk: 11
 */
package com.example.jdk;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;

/** All books are lent, and none is given back. */
public final class Lending {
    private static final BlockingQueue<String> SHELF = new ArrayBlockingQueue<>(2);

    private Lending() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", Lending::handle);
        server.start();
        Clients.speakAndLeave(3, server.getAddress().getPort(), Clients.get("/book"));
        Stage.hold();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String book = borrow();
        exchange.sendResponseHeaders(200, book.length());
        exchange.close();
    }

    private static String borrow() {
        try {
            return SHELF.take(); // look here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
