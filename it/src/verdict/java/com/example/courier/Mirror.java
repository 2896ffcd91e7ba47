/*
 * library: JGit, fetch connection that is not closed
 * libraries: jgit-6
 * leak: NEVER_CLOSED x3
 * hint: [Cc]lose
 */
package com.example.courier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/**
 * Asks a server where its branch is: it closes the transport, but not the connection that the transport has opened. After
 * onepremise/gReview#44.
 */
public final class Mirror {
    private static final String HEAD = "1234567890123456789012345678901234567890";
    private static final Collection<FetchConnection> SEEN = new ArrayList<>();

    private Mirror() {}

    public static void main(String[] args) throws Exception {
        Peer daemon = Peer.of(Mirror::daemon);
        for (int i = 0; i < 3; i++) {
            System.out.println(head(daemon.port()));
        }
        Peer.pause(500);
        daemon.leave();
        Stage.hold();
    }

    private static String head(int port) throws Exception {
        try (Transport transport = Transport.open(new URIish("git://127.0.0.1:" + port + "/parcels.git"))) {
            FetchConnection connection = transport.openFetch(); // look here
            SEEN.add(connection);
            return connection.getRef("refs/heads/main").getObjectId().name();
        }
    }

    private static void daemon(InputStream in, OutputStream out) throws IOException {
        byte[] length = new byte[4];
        for (int i = 0; i < 4; i++) {
            length[i] = (byte) in.read();
        }
        for (int i = Integer.parseInt(new String(length, US_ASCII), 16) - 4; i > 0; i--) {
            in.read();
        }
        String ref = HEAD + " refs/heads/main\0ofs-delta\n";
        out.write((String.format("%04x", ref.length() + 4) + ref + "0000").getBytes(US_ASCII));
        out.flush();
    }
}
