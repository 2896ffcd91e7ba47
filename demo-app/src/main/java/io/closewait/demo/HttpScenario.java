package io.closewait.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.closewait.demo.shop.PaymentClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The payment provider answers 500 with a body and closes; the client keeps the response unread. */
final class HttpScenario implements Scenario {
    private static final int CHARGES = 12;

    private final Log log;
    private final HttpServer provider;
    private final PaymentClient client;

    HttpScenario(Log log) throws IOException {
        this.log = log;
        this.provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        InetSocketAddress address = provider.getAddress();
        this.client = new PaymentClient(
                URI.create("http://%s:%d/charge".formatted(address.getAddress().getHostAddress(), address.getPort()))
                        .toURL());
    }

    @Override
    public void begin() throws IOException {
        provider.createContext("/charge", HttpScenario::fail);
        provider.start();
        for (int i = 0; i < CHARGES; i++) {
            client.charge("order-" + i);
        }
        log.fact("%d charges answered with 500, responses kept unread", client.failedCharges());
    }

    private static void fail(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = new byte[8_192];
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(500, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void end() throws IOException {
        client.closeFailedCharges();
        log.fact("responses closed");
        provider.stop(0);
    }

    @Override
    public int closeWait() {
        return CHARGES;
    }
}
