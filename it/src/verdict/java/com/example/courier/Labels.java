/*
 * library: Spring RestClient over the JDK's HttpClient, exchange whose response is not closed
 * libraries: spring-web-6.2
 * leak: NEVER_CLOSED x3
 * hint: [Cc]lose
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Prints a label from its stream if there is one, and must close the response itself, since it has asked the client not to. After
 * spring-projects/spring-framework#35784.
 */
public final class Labels {
    private static final Collection<InputStream> WAITING = new ArrayList<>();

    private Labels() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.http(200, 60_000, 0));
        RestClient client = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .build();
        for (int i = 0; i < 3; i++) {
            WAITING.add(label(client, server.url("/label/" + i)));
        }
        Peer.pause(500);
        server.leave();
        Stage.hold();
    }

    private static InputStream label(RestClient client, String url) throws IOException {
        return client.get().uri(url).exchange((request, response) -> response.getBody(), false); // look here
    }
}
