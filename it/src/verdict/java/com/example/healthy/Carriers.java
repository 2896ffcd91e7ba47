/*
 * library: Feign over Apache HttpClient 5, healthy: responses that are closed, and kept connections
 * libraries: feign-13.6
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import feign.Feign;
import feign.RequestLine;
import feign.Response;
import feign.hc5.ApacheHttp5Client;

/** Asks for rates now and then, and closes what it gets. */
public final class Carriers {
    private Carriers() {}

    /** What the carrier offers. */
    public interface Carrier {
        @RequestLine("GET /rates")
        Response rates();
    }

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.http(200, 100_000, 0));
        Carrier carrier = Feign.builder().client(new ApacheHttp5Client()).target(Carrier.class, server.url(""));
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(300)) {
            try (Response response = carrier.rates()) {
                System.out.println(response.status());
            }
        }
        Stage.hold();
    }
}
