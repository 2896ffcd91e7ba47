/*
 * library: Socket, half-closed by the client
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.Socket;

/** Says that it has sent all, and reads the slow answer to its end. */
public final class HalfClose {
    private HalfClose() {}

    public static void main(String[] args) throws IOException {
        Peer printer = Peer.of((in, out) -> {
            while (in.read() >= 0) {
                // the page
            }
            for (int i = 0; i < 8; i++) {
                Peer.pause(900);
                out.write("printing\n".getBytes("US-ASCII"));
                out.flush();
            }
        });
        try (Socket socket = new Socket("127.0.0.1", printer.port())) {
            socket.getOutputStream().write("a page\n".getBytes("US-ASCII"));
            socket.shutdownOutput();
            for (int i = 0; i < 8; i++) {
                Peer.line(socket.getInputStream());
            }
        }
        Stage.hold();
    }
}
