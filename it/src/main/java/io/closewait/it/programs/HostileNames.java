package io.closewait.it.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Leaks one connection to a host with the name in the first argument, opened by a thread with the name in the second. */
public final class HostileNames {
    private HostileNames() {}

    public static void main(String[] arguments) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            InetAddress host = InetAddress.getByAddress(
                    arguments[0], listener.getInetAddress().getAddress());
            Socket kept = new Socket();
            Thread thread =
                    new Thread(() -> connect(kept, new InetSocketAddress(host, listener.getLocalPort())), arguments[1]);
            thread.start();
            listener.accept().close();
            thread.join();
            System.out.println("leaked " + kept);
            System.in.read();
        }
    }

    private static void connect(Socket socket, InetSocketAddress address) {
        try {
            socket.connect(address);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
