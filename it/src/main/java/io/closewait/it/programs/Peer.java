package io.closewait.it.programs;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The other end of the sockets that a row connects. It needs no thread: the kernel connects, {@link #leave} accepts. */
final class Peer implements Closeable {
    private final Held held;
    private final ServerSocketChannel listener;
    private int connections;

    Peer(Held held) throws IOException {
        this(held, loopback());
    }

    Peer(Held held, InetSocketAddress address) throws IOException {
        this.held = held;
        this.listener = ServerSocketChannel.open().bind(address, 1024);
    }

    /** Any free port of the IPv4 loopback address. */
    static InetSocketAddress loopback() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    /** Any free port of the IPv6 loopback address. */
    static InetSocketAddress loopback6() throws UnknownHostException {
        byte[] address = new byte[16];
        address[15] = 1;
        return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** Accepts one connection. */
    SocketChannel next() throws IOException {
        return listener.accept();
    }

    /** Accepts the connections that were made since the last call; every second one is ended at once. */
    void leave(int newConnections) throws Exception {
        for (int i = 0; i < newConnections; i++) {
            held.peer(connections++, next());
        }
    }

    /** A row that accepts gets its connections from here; {@link Held#peer} is told of each once it is accepted. */
    static SocketChannel connectTo(SocketAddress address) throws IOException {
        return SocketChannel.open(address);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
