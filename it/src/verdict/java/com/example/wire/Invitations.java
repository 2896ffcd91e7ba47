/*
 * library: JavaMail, transport never closed
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * run: 1.4.7
 * libraries: javamail-1.4
 * names: javax.mail.Service#close
 * run: Jakarta Mail 2.0.1
 * libraries: jakarta-mail-2.0
 * replace: javax.mail=jakarta.mail
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Transport;

/** Tries the mail server before each invitation, with a transport that stays open. */
public final class Invitations {
    private static final List<Transport> TRANSPORTS = new ArrayList<>();

    private Invitations() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.lines("220 mail\r\n", "250 fine\r\n"));
        for (int i = 0; i < 3; i++) {
            isReachable(server.port());
        }
        server.leave();
        Stage.hold();
    }

    private static boolean isReachable(int port) throws MessagingException {
        Transport transport = Session.getInstance(new Properties()).getTransport("smtp");
        TRANSPORTS.add(transport);
        transport.connect("127.0.0.1", port, null, null); // look here
        return transport.isConnected();
    }
}
