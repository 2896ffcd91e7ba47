/*
 * library: Feign over Apache HttpClient 5, response never closed, a fat jar
 * libraries: feign-13.6
 * launch: fat
 * leak: NEVER_CLOSED x3
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import feign.Feign;
import feign.RequestLine;
import feign.Response;
import feign.hc5.ApacheHttp5Client;

/** Looks at the status of an answer that it declared as a response, so that it is its own to close. After OpenFeign/feign#868. */
public final class ParcelRates {
    private ParcelRates() {}

    /** What the carrier offers. */
    public interface Carrier {
        @RequestLine("GET /rates")
        Response rates();
    }

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.http(200, 100_000, 0));
        Carrier carrier = Feign.builder().client(new ApacheHttp5Client()).target(Carrier.class, server.url(""));
        for (int i = 0; i < 3; i++) {
            System.out.println(isOpen(carrier));
        }
        server.leave();
        Stage.hold();
    }

    private static boolean isOpen(Carrier carrier) {
        return carrier.rates().status() == 200; // look here
    }
}
