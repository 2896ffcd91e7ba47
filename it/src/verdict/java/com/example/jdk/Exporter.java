/*
 * library: JDK HttpServer, one worker that is busy
 * leak: STARVED x4
 * jdk: 8
 * run: a lock
 * daily
 * run: a lock, TLS
 * arguments: tls
 */
package com.example.jdk;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.example.stage.Tls;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * Serves metrics with one thread, which waits for a number that never comes. The client that asked for it still waits; others
 * have come and left.
 */
public final class Exporter {
    private static final CountDownLatch BUSY = new CountDownLatch(1);
    private static final CountDownLatch NUMBER = new CountDownLatch(1);

    private Exporter() {}

    public static void main(String[] args) throws Exception {
        boolean tls = args.length > 0;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server;
        if (tls) {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(Tls.server()));
            server = https;
        } else {
            server = HttpServer.create(address, 0);
        }
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", Exporter::metrics);
        server.start();
        int port = server.getAddress().getPort();
        Clients patient = tls ? Clients.connectTls(1, port) : Clients.connect(1, port);
        patient.say(Clients.get("/metrics"));
        BUSY.await();
        // Of TLS, they send what looks like a client's first words, and get no answer.
        Clients.speakAndLeave(4, port, Clients.get("/metrics"));
        Stage.hold();
        patient.leave();
    }

    private static void metrics(HttpExchange exchange) throws IOException {
        BUSY.countDown();
        try {
            NUMBER.await(); // look here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
