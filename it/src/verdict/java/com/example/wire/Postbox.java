/*
 * library: JavaMail 1.4.5, IMAP store whose login is refused
 * libraries: javamail-1.4.5
 * leak: NEVER_CLOSED x3
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;

/**
 * Looks for mail, and closes the store whatever happens; the server allows no login without TLS. After
 * jakartaee/mail-api#28: such a store is not connected, so its close does nothing.
 */
public final class Postbox {
    private static final Collection<Store> STORES = new ArrayList<>();

    private Postbox() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of((in, out) -> {
            out.write("* OK ready\r\n".getBytes("US-ASCII"));
            out.flush();
            for (String command = Peer.line(in); command != null; command = Peer.line(in)) {
                String tag = command.split(" ")[0];
                out.write(("* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n" + tag + " OK done\r\n").getBytes("US-ASCII"));
                out.flush();
            }
        });
        for (int i = 0; i < 3; i++) {
            look(server.port());
        }
        server.leave();
        Stage.hold();
    }

    private static void look(int port) throws MessagingException {
        Store store = Session.getInstance(new Properties()).getStore("imap");
        STORES.add(store);
        try {
            store.connect("127.0.0.1", port, "anna", "secret"); // look here
            System.out.println(store.getFolder("INBOX").getMessageCount());
        } catch (MessagingException e) {
            System.out.println("no mail: " + e);
        } finally {
            store.close();
        }
    }
}
