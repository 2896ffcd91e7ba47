package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Asks over a plain Socket and forgets it: the next collection closes it. */
public final class GeoLookup {
    private GeoLookup() {}

    public static void main(String[] args) throws IOException {
        LeavingServer geo = LeavingServer.greeting("Atlantis\n");
        for (int i = 0; i < 5; i++) {
            if (lookup(geo.port()) != 'A') {
                throw new IOException("nowhere");
            }
        }
        Stage.hold();
    }

    private static int lookup(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port); // look here
        return socket.getInputStream().read();
    }
}
