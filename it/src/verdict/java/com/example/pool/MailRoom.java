/*
 * library: Commons Net, SMTP clients kept for re-use, the server says 421
 * libraries: commons-net-3.13
 * jdk: 8
 * leak: IDLE_IN_POOL x3
 */
package com.example.pool;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.net.smtp.SMTPClient;

/** Keeps clients that are logged in, for the next mail. */
public final class MailRoom {
    private static final int CLIENTS = 3;
    private final Deque<SMTPClient> free = new ArrayDeque<>();
    private final int port;

    private MailRoom(int port) {
        this.port = port;
    }

    public static void main(String[] args) throws IOException {
        Peer server = Peer.of(Peer.lines("220 mail\r\n", "250 fine\r\n"));
        MailRoom room = new MailRoom(server.port());
        for (int round = 0; round < 3; round++) {
            List<SMTPClient> used = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                SMTPClient client = room.client();
                client.noop();
                used.add(client);
            }
            room.free.addAll(used);
            Peer.pause(1200);
        }
        server.leave("421 idle for too long\r\n");
        Stage.hold();
    }

    private SMTPClient client() throws IOException {
        SMTPClient client = free.poll();
        if (client == null) {
            client = new SMTPClient();
            client.connect("127.0.0.1", port); // look here
        }
        return client;
    }
}
