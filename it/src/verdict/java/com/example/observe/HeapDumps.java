/*
 * library: JDK HttpServer, workers that write to clients which do not read
 * leak: STARVED x4
 */
package com.example.observe;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Two workers send large pages to two clients that stop reading; others ask, and give up. After prometheus/jmx_exporter#327. */
public final class HeapDumps {
    private static final int MEGABYTES = 64;

    private HeapDumps() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/dump", HeapDumps::send);
        server.start();
        int port = server.getAddress().getPort();
        Clients mute = Clients.connect(2, port).say(Clients.get("/dump")).stay();
        Clients.speakAndLeave(4, port, Clients.get("/dump"));
        Stage.hold();
        mute.leave();
    }

    private static void send(HttpExchange exchange) throws IOException {
        byte[] page = new byte[1 << 20];
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < MEGABYTES; i++) {
                body.write(page); // look here
            }
        }
    }
}
