/*
 * library: Jetty client 9.4, stream of an error answer never opened
 * libraries: jetty-client-9
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * hint: [Cc]lose the stream
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.client.util.InputStreamResponseListener;

/** Reads the answer if its status is 200, as the example in the listener's documentation does. After jetty/jetty.project#12916. */
public final class Catalogue {
    private Catalogue() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.http(404, 100_000, 0));
        HttpClient client = new HttpClient();
        client.start();
        for (int i = 0; i < 3; i++) {
            System.out.println(size(client, server.url("/item/" + i)));
        }
        Peer.pause(500);
        server.leave();
        Stage.hold();
        client.stop();
    }

    private static int size(HttpClient client, String url) throws Exception {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        client.newRequest(url).send(listener); // look here
        Response response = listener.get(5, TimeUnit.SECONDS); // look here
        if (response.getStatus() != 200) {
            return -1;
        }
        try (InputStream in = listener.getInputStream()) {
            int size = 0;
            while (in.read() >= 0) {
                size++;
            }
            return size;
        }
    }
}
