/*
 * library: JDK HttpServer, exchange that is not closed
 * leak: REQUEST_NEVER_COMPLETED x4
 * handler: Forgetful.handle
 * names: com.sun.net.httpserver.HttpExchange#close
 * jdk: 8
 * run: no answer
 * run: no answer, an executor, a jar
 * arguments: executor
 * launch: jar
 * run: half an answer
 * arguments: half
 * run: no answer, TLS
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
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A handler that returns and leaves the exchange open: where it answers for nothing, or where it answers in parts. */
public final class Forgetful {
    private static final Collection<HttpExchange> EXCHANGES = new ConcurrentLinkedQueue<>();
    private static boolean answersHalf;

    private Forgetful() {}

    public static void main(String[] args) throws Exception {
        String how = args.length > 0 ? args[0] : "";
        answersHalf = how.equals("half");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server;
        if (how.equals("tls")) {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(Tls.server()));
            server = https;
        } else {
            server = HttpServer.create(address, 0);
        }
        if (!how.isEmpty()) {
            server.setExecutor(Executors.newCachedThreadPool());
        }
        server.createContext("/", Forgetful::handle);
        server.start();
        int port = server.getAddress().getPort();
        Clients clients = how.equals("tls") ? Clients.connectTls(4, port) : Clients.connect(4, port);
        clients.say(Clients.get("/"));
        if (answersHalf) {
            clients.hear("one\n\r\n");
        }
        clients.stay().leave();
        Stage.hold();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        EXCHANGES.add(exchange); // look here
        if (answersHalf) {
            exchange.sendResponseHeaders(200, 0); // look here
            exchange.getResponseBody().write("one\n".getBytes("US-ASCII")); // look here
            exchange.getResponseBody().flush(); // look here
        }
    }
}
