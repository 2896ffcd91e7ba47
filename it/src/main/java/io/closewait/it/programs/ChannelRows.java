package io.closewait.it.programs;

import java.net.ServerSocket;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** {@code SocketChannel} and {@code ServerSocketChannel}, blocking and not, and their {@code socket()}. */
public final class ChannelRows {
    private ChannelRows() {}

    public static void connect(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                held.keep(SocketChannel.open()).connect(peer.address());
            }
            peer.leave(held.count());
        }
    }

    public static void accept(Held held) throws Exception {
        ServerSocketChannel listener = held.keep(ServerSocketChannel.open()).bind(Peer.loopback());
        for (int i = 0; i < held.count(); i++) {
            AutoCloseable client = Peer.connectTo(listener.getLocalAddress());
            held.keep(listener.accept());
            held.peer(i, client);
        }
    }

    /** Registered, with no interest in reading: the FIN is never seen. */
    public static void connectNonBlocking(Held held) throws Exception {
        Selector selector = Selector.open();
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                SocketChannel channel = held.keep(SocketChannel.open());
                channel.configureBlocking(false);
                SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
                if (!channel.connect(peer.address())) {
                    selector.select();
                    selector.selectedKeys().clear();
                    channel.finishConnect();
                }
                key.interestOps(0);
            }
            peer.leave(held.count());
        }
        held.closeAtEnd(selector);
    }

    public static void acceptNonBlocking(Held held) throws Exception {
        Selector selector = Selector.open();
        ServerSocketChannel listener = held.keep(ServerSocketChannel.open()).bind(Peer.loopback());
        registered(listener, selector, SelectionKey.OP_ACCEPT);
        for (int i = 0; i < held.count(); i++) {
            AutoCloseable client = Peer.connectTo(listener.getLocalAddress());
            selector.select();
            selector.selectedKeys().clear();
            registered(held.keep(listener.accept()), selector, 0);
            held.peer(i, client);
        }
        held.closeAtEnd(selector);
    }

    private static void registered(SelectableChannel channel, Selector selector, int interest) throws Exception {
        channel.configureBlocking(false);
        channel.register(selector, interest);
    }

    public static void connectAdaptor(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                held.keep(SocketChannel.open().socket()).connect(peer.address(), 5_000);
            }
            peer.leave(held.count());
        }
    }

    public static void acceptAdaptor(Held held) throws Exception {
        ServerSocket listener = held.keep(ServerSocketChannel.open().socket());
        listener.bind(Peer.loopback());
        listener.setSoTimeout(5_000);
        for (int i = 0; i < held.count(); i++) {
            AutoCloseable client = Peer.connectTo(listener.getLocalSocketAddress());
            held.keep(listener.accept());
            held.peer(i, client);
        }
    }

    public static void open(Held held) throws Exception {
        for (int i = 0; i < held.count(); i++) {
            held.keep(SocketChannel.open());
        }
    }

    public static void bind(Held held) throws Exception {
        for (int i = 0; i < held.count(); i++) {
            held.keep(SocketChannel.open()).bind(Peer.loopback());
        }
    }

    public static void listen(Held held) throws Exception {
        for (int i = 0; i < held.count(); i++) {
            held.keep(ServerSocketChannel.open()).bind(Peer.loopback());
        }
    }
}
