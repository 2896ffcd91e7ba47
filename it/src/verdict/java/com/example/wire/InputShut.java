/*
 * library: Socket, whose input was shut down before the peer left
 * jdk: 8
 * leak: NEVER_CLOSED x3
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Takes no more answers, and believes that this is a close. The kernel has the sockets in CLOSE_WAIT all the same. */
public final class InputShut {
    private static final List<Socket> SOCKETS = new ArrayList<>();

    private InputShut() {}

    public static void main(String[] args) throws IOException {
        Peer service = Peer.of(Peer.lines("", "17\n"));
        for (int i = 0; i < 3; i++) {
            ask(service.port());
        }
        Peer.pause(500);
        service.leave();
        Stage.hold();
    }

    private static String ask(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port); // look here
        SOCKETS.add(socket);
        socket.getOutputStream().write("ASK\n".getBytes("US-ASCII"));
        String answer = Peer.line(socket.getInputStream());
        socket.shutdownInput();
        return answer;
    }
}
