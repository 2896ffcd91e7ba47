/*
 * library: JDK HttpServer, handler that calls a mute service
 * jdk: 8
 * leak: STUCK x3
 * hint: (?i)timeout
 * run: HttpURLConnection
 * run: HttpURLConnection, virtual threads
 * jdk: 21
 * arguments: virtual
 */
package com.example.jdk;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Asks another service without a timeout, and that one does not answer; meanwhile its clients leave. */
public final class Weather {
    private static int forecasts;

    private Weather() {}

    public static void main(String[] args) throws Exception {
        ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        forecasts = mute.getLocalPort();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(
                args.length > 0
                        ? (Executor) Executors.class
                                .getMethod("newVirtualThreadPerTaskExecutor")
                                .invoke(null)
                        : Executors.newFixedThreadPool(4));
        server.createContext("/", Weather::handle);
        server.start();
        Clients.speakAndLeave(3, server.getAddress().getPort(), Clients.get("/weather"));
        Stage.hold();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        int status = forecast();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static int forecast() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) new URL("http://127.0.0.1:" + forecasts + "/").openConnection();
        return connection.getResponseCode(); // look here
    }
}
