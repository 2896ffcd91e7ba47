/*
 * library: JDK HttpClient, WebSocket that does not request the next message
 * leak: READING_PAUSED|NEVER_CLOSED x3
 * hint: request
 * jdk: 11
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.example.stage.WebSocketPeer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Overrides onText, and forgets that it asked for the next one. */
public final class Radar implements WebSocket.Listener {
    private Radar() {}

    public static void main(String[] args) throws Exception {
        Peer station = Peer.of(WebSocketPeer.closingAfter(300));
        HttpClient http = HttpClient.newHttpClient();
        List<WebSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + station.port() + "/radar"), new Radar()) // look here
                    .join()); // look here
        }
        Peer.pause(700);
        station.leave();
        Stage.hold();
        System.out.println(sockets);
    }

    @Override
    public void onOpen(WebSocket station) {
        System.out.println("open"); // look here
    }

    @Override
    public CompletionStage<?> onText(WebSocket station, CharSequence text, boolean last) {
        System.out.println(text);
        return null;
    }
}
