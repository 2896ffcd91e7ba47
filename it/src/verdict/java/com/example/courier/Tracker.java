/*
 * library: nv-websocket-client, listener that waits for a permit
 * libraries: nv-websocket
 * jdk: 8
 * leak: STUCK x3
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.example.stage.WebSocketPeer;
import com.neovisionaries.ws.client.WebSocket;
import com.neovisionaries.ws.client.WebSocketAdapter;
import com.neovisionaries.ws.client.WebSocketFactory;
import java.util.concurrent.Semaphore;

/**
 * Handles a position as soon as it has a permit, which it never gets, on the thread that reads. After
 * TakahikoKawasaki/nv-websocket-client#129, where the maintainer warns of it, and #46.
 */
public final class Tracker extends WebSocketAdapter {
    private static final Semaphore PERMITS = new Semaphore(0);

    private Tracker() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(WebSocketPeer.saying("51.5 0.1"));
        for (int i = 0; i < 3; i++) {
            new WebSocketFactory()
                    .createSocket("ws://127.0.0.1:" + server.port() + "/track")
                    .addListener(new Tracker())
                    .connect();
        }
        Peer.pause(1000);
        server.leave();
        Stage.hold();
    }

    @Override
    public void onTextMessage(WebSocket socket, String position) {
        PERMITS.acquireUninterruptibly(); // look here
        System.out.println(position);
        PERMITS.release();
    }
}
