package io.closewait.it.programs.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Function;

/** The code to blame of an application that is loaded by a loader of its own: connects, and hands the socket out. */
public final class Visitor implements Function<InetSocketAddress, Socket> {
    @Override
    public Socket apply(InetSocketAddress address) {
        try {
            Socket socket = new Socket(address.getAddress(), address.getPort());
            socket.getOutputStream().write(1);
            socket.getInputStream().read();
            return socket;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
