package io.closewait.it.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Keeps connections whose peers have left: the argument is how many. When the test says so, reads half of them to their end. */
public final class ReadsToTheEnd {
    private ReadsToTheEnd() {}

    public static void main(String[] arguments) throws IOException {
        List<Socket> kept = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                kept.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
                listener.accept().close();
            }
            System.out.println("port " + listener.getLocalPort());
            Waiting.forTheTest();
            for (Socket socket : kept.subList(0, kept.size() / 2)) {
                readToTheEnd(socket);
            }
            System.out.println("read");
            Waiting.forTheTest();
        }
    }

    /** The code to blame. */
    private static void readToTheEnd(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // goes on
        }
    }
}
