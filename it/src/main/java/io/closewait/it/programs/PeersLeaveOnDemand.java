package io.closewait.it.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Opens as many connections as it is told. Then, each time the test says so: the peers leave, the sockets are closed, the end. */
public final class PeersLeaveOnDemand {
    private final List<Socket> kept = new ArrayList<>();
    private final List<Socket> peers = new ArrayList<>();

    private PeersLeaveOnDemand() {}

    public static void main(String[] arguments) throws IOException {
        PeersLeaveOnDemand program = new PeersLeaveOnDemand();
        program.connect(Integer.parseInt(arguments[0]));
        Waiting.forTheTest();
        closeAll(program.peers);
        Waiting.forTheTest();
        closeAll(program.kept);
        Waiting.forTheTest();
    }

    /** The code to blame. */
    private void connect(int count) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            for (int i = 0; i < count; i++) {
                kept.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
                peers.add(listener.accept());
            }
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
