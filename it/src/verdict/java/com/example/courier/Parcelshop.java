/*
 * library: Jersey 1 client, response never closed
 * libraries: jersey-client-1
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * hint: [Cc]lose
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.sun.jersey.api.client.Client;
import com.sun.jersey.api.client.ClientResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;

/** Only wants to know whether a shop is open. After allegro/hermes#40 and javaee/jersey#496. */
public final class Parcelshop {
    private static final Collection<ClientResponse> ANSWERS = new ArrayList<>();

    private Parcelshop() {}

    public static void main(String[] args) throws IOException {
        Peer server = Peer.of(Peer.http(200, 60_000, 0));
        Client client = Client.create();
        for (int i = 0; i < 3; i++) {
            ClientResponse answer = client.resource(server.url("/shop/" + i)).get(ClientResponse.class); // look here
            ANSWERS.add(answer);
            System.out.println(answer.getStatus());
        }
        Peer.pause(500);
        server.leave();
        Stage.hold();
    }
}
