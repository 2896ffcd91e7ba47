package io.closewait.it.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens connections whose peers leave, and keeps them until the test says go on: arguments are how ({@code socket} or
 * {@code channel}), how many, and {@code closes} or {@code resets} for what the peers do.
 */
public final class PeersLeave {
    private final ServerSocket listener;

    private PeersLeave(ServerSocket listener) {
        this.listener = listener;
    }

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            PeersLeave program = new PeersLeave(listener);
            List<AutoCloseable> kept = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                kept.add(program.connect(arguments[0]));
                program.leave(arguments[2].equals("resets"));
            }
            System.out.println("kept " + kept.size());
            Waiting.forTheTest();
            closeAll(kept);
            System.out.println("closed");
            Waiting.forTheTest();
        }
    }

    /** The code to blame. */
    private AutoCloseable connect(String how) throws IOException {
        InetSocketAddress address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        if (how.equals("channel")) {
            return SocketChannel.open(address);
        }
        Socket socket = new Socket();
        socket.connect(address);
        return socket;
    }

    private void leave(boolean resets) throws IOException {
        try (Socket peer = listener.accept()) {
            if (resets) {
                peer.setSoLinger(true, 0);
            }
        }
    }

    private static void closeAll(List<AutoCloseable> kept) throws IOException {
        for (AutoCloseable one : kept) {
            try {
                one.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
