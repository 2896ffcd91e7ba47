package io.closewait.it.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends its side of connections whose peers never end theirs: the first argument is how many it closes, the second how many it only
 * shuts down and keeps.
 */
public final class ClosedWhileThePeerIsNot {
    private ClosedWhileThePeerIsNot() {}

    public static void main(String[] arguments) throws IOException {
        List<Socket> peers = new ArrayList<>();
        List<Socket> kept = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
                peers.add(listener.accept());
                socket.close();
            }
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
                peers.add(listener.accept());
                socket.shutdownOutput();
                kept.add(socket);
            }
            System.out.println("port " + listener.getLocalPort());
            Waiting.forTheTest();
        }
        System.out.println("kept " + kept.size() + " and " + peers.size());
    }
}
