/*
 * library: OkHttp WebSocket, onClosing does not answer
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * handler: ChatClient$Chat.onClosing
 * names: okhttp3.WebSocket#close
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
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** The server closes the WebSocket; the client logs that, and does no more. */
public final class ChatClient {
    private ChatClient() {}

    public static void main(String[] args) throws Exception {
        Peer chat = Peer.of(WebSocketPeer.closingAfter(700));
        OkHttpClient http = new OkHttpClient();
        for (int i = 0; i < 3; i++) {
            Request request = new Request.Builder().url(chat.url("/chat")).build();
            http.newWebSocket(request, new Chat()); // look here
        }
        Peer.pause(2000);
        chat.leave();
        Stage.hold();
    }

    private static final class Chat extends WebSocketListener {
        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            System.out.println("closing"); // look here
        }
    }
}
