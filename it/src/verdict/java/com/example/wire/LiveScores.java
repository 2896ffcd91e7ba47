/*
 * library: OkHttp WebSocket, never closed after the server's farewell
 * jdk: 8
 * leak: NEVER_CLOSED|END_OF_STREAM_IGNORED x3
 * hint: WebSocket.close
 * names: okhttp3.WebSocket#close
 * says: the only known asynchronous call of OkHttp's WebSocket
 * run: 3.12.13
 * libraries: okhttp-3.12
 * run: 4.12.0
 * libraries: okhttp-4.12
 * run: 5.5.1
 * libraries: okhttp-5.5
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.example.stage.WebSocketPeer;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * Hears that the server wants to close, and does not answer: OkHttp stops reading then, and keeps the socket. It opened it on a
 * thread of its own, and nothing leads from there to the listener; but the class files show who asks for WebSockets.
 */
public final class LiveScores extends WebSocketListener {
    private static final CountDownLatch CLOSING = new CountDownLatch(3);
    private static final OkHttpClient HTTP = new OkHttpClient();

    private LiveScores() {}

    public static void main(String[] args) throws Exception {
        Peer scores = Peer.of(WebSocketPeer.closingAfter(300));
        for (int i = 0; i < 3; i++) {
            HTTP.newWebSocket(new Request.Builder().url(scores.url("/" + i)).build(), new LiveScores()); // look here
        }
        CLOSING.await();
        scores.leave();
        Stage.hold();
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) { // look here
        CLOSING.countDown();
    }
}
