/*
 * library: Jersey client 2, response never closed
 * libraries: jersey-client-2.47
 * leak: NEVER_CLOSED x3
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.ArrayList;
import java.util.Collection;
import javax.ws.rs.client.Client;
import javax.ws.rs.client.ClientBuilder;
import javax.ws.rs.client.Entity;
import javax.ws.rs.core.Response;

/** Publishes, and reads the entity of an answer only when somebody asks for it. After allegro/hermes#40. */
public final class TopicPublisher {
    private static final Collection<Response> ANSWERS = new ArrayList<>();

    private TopicPublisher() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.http(201, 100_000, 0));
        Client client = ClientBuilder.newClient();
        for (int i = 0; i < 3; i++) {
            System.out.println(publish(client, server.url("/topics/orders")));
        }
        server.leave();
        Stage.hold();
    }

    private static boolean publish(Client client, String url) {
        Response answer = client.target(url).request().post(Entity.text("")); // look here
        ANSWERS.add(answer);
        return answer.getStatus() == 201; // look here
    }
}
