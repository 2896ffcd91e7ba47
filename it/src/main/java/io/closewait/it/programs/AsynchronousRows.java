package io.closewait.it.programs;

import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;

/** {@code AsynchronousSocketChannel} and its listener. */
public final class AsynchronousRows {
    private AsynchronousRows() {}

    public static void connect(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                held.keep(AsynchronousSocketChannel.open())
                        .connect(peer.address())
                        .get();
            }
            peer.leave(held.count());
        }
    }

    public static void accept(Held held) throws Exception {
        AsynchronousServerSocketChannel listener =
                held.keep(AsynchronousServerSocketChannel.open()).bind(Peer.loopback());
        for (int i = 0; i < held.count(); i++) {
            AutoCloseable client = Peer.connectTo(listener.getLocalAddress());
            held.keep(listener.accept().get());
            held.peer(i, client);
        }
    }

    public static void listen(Held held) throws Exception {
        for (int i = 0; i < held.count(); i++) {
            held.keep(AsynchronousServerSocketChannel.open()).bind(Peer.loopback());
        }
    }
}
