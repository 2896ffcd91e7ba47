/*
 * library: SSLSocket over a socket, which it does not close
 * jdk: 8
 * leak: NEVER_CLOSED|END_OF_STREAM_IGNORED x3
 * hint: (?i)clos
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.example.stage.Tls;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import javax.net.ssl.SSLSocket;

/** Closes what it has put over the socket, not the socket. */
public final class Relay {
    private static final Collection<Socket> LINES = new ArrayList<>();

    private Relay() {}

    public static void main(String[] args) throws Exception {
        Peer relay = Peer.overTls(Peer.lines("", "250 ok\n"));
        for (int i = 0; i < 3; i++) {
            send(relay);
        }
        Peer.pause(300);
        relay.leave();
        Stage.hold();
    }

    private static void send(Peer relay) throws IOException, GeneralSecurityException {
        Socket line = new Socket("127.0.0.1", relay.port()); // look here
        LINES.add(line);
        try (SSLSocket secure = (SSLSocket)
                Tls.client().getSocketFactory().createSocket(line, "localhost", relay.port(), false)) { // look here
            secure.getOutputStream().write("hello\n".getBytes("US-ASCII")); // look here
            System.out.println(Peer.line(secure.getInputStream())); // look here
        } // look here
    }
}
