package io.closewait.it.junit.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that hangs up at once, and whoever forgets to do the same. */
final class LeavingPeer {
    /** Not for the garbage collector to close. */
    private static final List<Socket> FORGOTTEN = new CopyOnWriteArrayList<>();

    private LeavingPeer() {}

    /** A connection whose peer has left. */
    static Socket connect() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
            listener.accept().close();
            return socket;
        }
    }

    static void leak() throws IOException {
        FORGOTTEN.add(connect());
    }

    /** By another line that opens a socket. */
    static void leakElsewhere() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FORGOTTEN.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
            listener.accept().close();
        }
    }
}
