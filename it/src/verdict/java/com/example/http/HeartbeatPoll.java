/*
 * library: HttpsURLConnection, answer whose body nobody reads
 * jdk: 8
 * leak: NEVER_CLOSED x3
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.example.stage.Tls;
import java.io.IOException;
import java.net.URL;
import java.security.GeneralSecurityException;
import javax.net.ssl.HttpsURLConnection;

/** Asks a server over TLS whether it is alive, and takes the status for the answer; the body is too large for the JDK to read ahead. After OpenLiberty/open-liberty#30758. */
public final class HeartbeatPoll {
    private HeartbeatPoll() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.overTls(Peer.http(200, 100_000, 0));
        for (int i = 0; i < 3; i++) {
            System.out.println(isAlive(new URL("https://127.0.0.1:" + server.port() + "/heartbeat")));
        }
        server.leave();
        Stage.hold();
    }

    private static boolean isAlive(URL url) throws IOException, GeneralSecurityException {
        HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
        connection.setSSLSocketFactory(Tls.client().getSocketFactory());
        connection.setHostnameVerifier((host, session) -> true);
        connection.connect(); // look here
        return connection.getResponseCode() == 200; // look here
    }
}
