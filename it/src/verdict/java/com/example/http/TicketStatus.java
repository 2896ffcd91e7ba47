/*
 * library: Google HTTP client, response never disconnected
 * libraries: google-http-client
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * names: com.google.api.client.http.HttpResponse#disconnect
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.javanet.NetHttpTransport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps the failed answers to look at them later. */
public final class TicketStatus {
    private static final List<HttpResponse> FAILED = new ArrayList<>();

    private TicketStatus() {}

    public static void main(String[] args) throws IOException {
        Peer tickets = Peer.of(Peer.http(503, 30_000, 0));
        for (int i = 0; i < 3; i++) {
            ask(tickets.url("/ticket/" + i));
        }
        tickets.leave();
        Stage.hold();
    }

    private static void ask(String url) throws IOException {
        HttpResponse response = new NetHttpTransport()
                .createRequestFactory()
                .buildGetRequest(new GenericUrl(url))
                .setThrowExceptionOnExecuteError(false)
                .execute(); // look here
        FAILED.add(response);
    }
}
