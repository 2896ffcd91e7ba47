/*
 * library: JDK HttpClient, idle to a peer that stays
 * jdk: 11
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** One answer, and a connection that both sides keep. */
public final class OpenPeer {
    private OpenPeer() {}

    public static void main(String[] args) throws Exception {
        Peer site = Peer.of(Peer.http(200, 40, 0));
        HttpClient http = HttpClient.newHttpClient();
        http.send(HttpRequest.newBuilder(URI.create(site.url("/"))).build(), HttpResponse.BodyHandlers.ofString());
        Peer.pause(7000);
        Stage.hold();
    }
}
