package io.closewait.it.programs;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Leaks that need more than an open socket whose peer has left. In all of them every peer leaves. */
public final class LeakCases {
    private LeakCases() {}

    /** The acceptor is stuck: the clients come and go and stay in the backlog. */
    public static void neverAccepted(Held held) throws Exception {
        ServerSocket listener = held.keep(new ServerSocket());
        listener.bind(Peer.loopback(), 50);
        for (int i = 0; i < held.count(); i++) {
            Peer.connectTo(listener.getLocalSocketAddress()).close();
        }
        held.peersLeft(held.count());
    }

    /** Closed in Java, but the selector that must let go of them does not select until {@code step}. */
    public static void closedWhileRegistered(Held held) throws Exception {
        Selector selector = Selector.open();
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                SocketChannel channel = held.keep(SocketChannel.open(peer.address()));
                peer.next().close();
                channel.configureBlocking(false);
                channel.register(selector, 0);
                hangUp(channel);
            }
        }
        held.peersLeft(held.count());
        held.onStep(selector::selectNow);
        held.closeAtEnd(selector);
    }

    private static void hangUp(SocketChannel channel) throws Exception {
        channel.close();
    }

    /** Nobody keeps the channels, and nobody closes them: their descriptors are lost for good. */
    public static void droppedChannels(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                SocketChannel.open(peer.address());
                peer.next().close();
            }
        }
        held.peersLeft(held.count());
        held.alsoOpen(held.count());
    }

    /** Nobody keeps the sockets either, but the JDK closes them when they are collected. */
    public static void droppedSockets(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                new Socket().connect(peer.address());
                peer.next().close();
            }
        }
        held.peersLeft(held.count());
        held.alsoOpen(held.count());
    }

    /** The application no longer reads, which is no news of its peers: they stay. */
    public static void inputShut(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                Socket socket = held.keep(new Socket());
                socket.connect(peer.address());
                socket.shutdownInput();
                held.keep(peer.next());
            }
        }
    }
}
