/*
 * library: OkHttp WebSocket, pings and answers a close
 * libraries: okhttp-4.12
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.example.stage.WebSocketPeer;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** One WebSocket that lives on pings, and one that is closed as it should be. */
public final class Pinging {
    private Pinging() {}

    public static void main(String[] args) throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .pingInterval(500, TimeUnit.MILLISECONDS)
                .build();
        Peer living = Peer.of(WebSocketPeer.answeringPings());
        Peer closing = Peer.of(WebSocketPeer.closingAfter(700));
        for (Peer peer : new Peer[] {living, closing}) {
            http.newWebSocket(new Request.Builder().url(peer.url("/")).build(), new Polite());
        }
        Peer.pause(2000);
        closing.leave();
        Peer.pause(7000);
        Stage.hold();
    }

    private static final class Polite extends WebSocketListener {
        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, reason);
        }
    }
}
