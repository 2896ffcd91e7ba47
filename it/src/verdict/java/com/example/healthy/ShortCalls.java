/*
 * library: Socket, opened and closed for each call
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.Socket;

/** Many short connections. */
public final class ShortCalls {
    private ShortCalls() {}

    public static void main(String[] args) throws IOException {
        Peer service = Peer.of(Peer.lines("", "17\n"));
        for (int i = 0; i < 300; i++) {
            try (Socket socket = new Socket("127.0.0.1", service.port())) {
                socket.getOutputStream().write("ASK\n".getBytes("US-ASCII"));
                Peer.line(socket.getInputStream());
            }
            Peer.pause(20);
        }
        Stage.hold();
    }
}
