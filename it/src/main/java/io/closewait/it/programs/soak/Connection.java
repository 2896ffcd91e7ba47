package io.closewait.it.programs.soak;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Both ends of a connection. */
final class Connection<C extends AutoCloseable> implements AutoCloseable {
    final C client;
    final C accepted;

    private Connection(C client, C accepted) {
        this.client = client;
        this.accepted = accepted;
    }

    /** One of another transport for each number. */
    static Connection<?> of(Pair pair, int number) throws Exception {
        switch (number % 4) {
            case 0:
                return ofSockets(pair);
            case 1:
                return ofChannels(pair);
            case 2:
                return ofAsynchronousChannels(pair);
            default:
                ServerSocketChannel unixDomain = pair.listeners().unixDomain;
                return unixDomain == null ? ofSockets(pair) : ofChannels(unixDomain);
        }
    }

    static Connection<Socket> ofSockets(Pair pair) throws IOException {
        Socket client = new Socket();
        client.connect(pair.listeners().socketsAddress());
        return new Connection<>(client, pair.listeners().sockets.accept());
    }

    static Connection<SocketChannel> ofChannels(Pair pair) throws IOException {
        return ofChannels(pair.listeners().channels);
    }

    static Connection<SocketChannel> ofChannels(ServerSocketChannel listener) throws IOException {
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        return new Connection<>(client, listener.accept());
    }

    static Connection<AsynchronousSocketChannel> ofAsynchronousChannels(Pair pair) throws Exception {
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
        client.connect(pair.listeners().asynchronous.getLocalAddress()).get();
        return new Connection<>(client, pair.listeners().asynchronous.accept().get());
    }

    @Override
    public void close() throws Exception {
        client.close();
        accepted.close();
    }

    /** Closes both at the same moment, from two threads: each side's FIN races the other's close. */
    void closeTogether(Pair pair) throws Exception {
        pair.together(client::close, accepted::close);
    }
}
