package io.closewait.it.verdict.programs;

import com.sun.net.httpserver.HttpServer;
import io.closewait.it.verdict.peer.Load;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The JDK's HttpClient and its HttpServer. No leak. */
public final class JdkHttp {
    private JdkHttp() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = {'o', 'k'};
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        Load.lasting(Duration.ofSeconds(6), () -> http.send(request, BodyHandlers.ofString()));
        Stage.hold();
    }
}
