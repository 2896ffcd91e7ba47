/*
 * library: HttpURLConnection, keep-alive that is used again
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

/** Reads each answer to its end, and asks again. */
public final class KeepAlive {
    private KeepAlive() {}

    public static void main(String[] args) throws IOException {
        Peer site = Peer.of(Peer.http(200, 40, 0));
        for (int i = 0; i < 16; i++) {
            try (InputStream body = new URL(site.url("/" + i)).openStream()) {
                while (body.read() >= 0) {
                    // to the end
                }
            }
            Peer.pause(500);
        }
        Stage.hold();
    }
}
