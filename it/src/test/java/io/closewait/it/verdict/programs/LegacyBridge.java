package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Started without the agent: when that is attached, the peers have gone long ago. */
public final class LegacyBridge {
    private static final List<Socket> LINES = new ArrayList<>();

    private LegacyBridge() {}

    public static void main(String[] args) throws IOException {
        LeavingServer mainframe = LeavingServer.greeting("HELLO\n");
        for (int i = 0; i < 4; i++) {
            Socket line = new Socket(InetAddress.getLoopbackAddress(), mainframe.port());
            if (line.getInputStream().read() != 'H') {
                throw new IOException("unexpected");
            }
            LINES.add(line);
        }
        Stage.hold();
    }
}
