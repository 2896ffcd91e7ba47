/*
 * library: Socket, left behind by a reconnect
 * jdk: 8
 * leak: NEVER_CLOSED x3
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.Socket;

/** When the answer is not what it should be, it connects anew and forgets the connection it had. */
public final class Reconnecting {
    private Socket connection;
    private final int port;

    private Reconnecting(int port) throws IOException {
        this.port = port;
        connect();
    }

    public static void main(String[] args) throws IOException {
        Peer plc = Peer.of(Peer.lines("", "BUSY\n"));
        Reconnecting client = new Reconnecting(plc.port());
        for (int i = 0; i < 2; i++) {
            client.poll();
            Peer.pause(500);
        }
        plc.leave();
        Stage.hold();
    }

    private void connect() throws IOException {
        connection = new Socket("127.0.0.1", port); // look here
    }

    private void poll() throws IOException {
        connection.getOutputStream().write("STATE\n".getBytes("US-ASCII"));
        String state = Peer.line(connection.getInputStream());
        if ("BUSY".equals(state)) {
            connect();
        }
    }
}
