package io.closewait.it.programs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;

/** {@code java.net}, with and without a {@code SocketImpl} of one's own. */
public final class SocketRows {
    private SocketRows() {}

    public static void connect(Held held) throws Exception {
        connect(held, Peer.loopback());
    }

    public static void connect6(Held held) throws Exception {
        connect(held, Peer.loopback6());
    }

    private static void connect(Held held, InetSocketAddress loopback) throws Exception {
        try (Peer peer = new Peer(held, loopback)) {
            for (int i = 0; i < held.count(); i++) {
                Socket socket = held.keep(new Socket());
                socket.connect(peer.address());
            }
            peer.leave(held.count());
        }
    }

    public static void accept(Held held) throws Exception {
        accept(held, Peer.loopback());
    }

    public static void accept6(Held held) throws Exception {
        accept(held, Peer.loopback6());
    }

    private static void accept(Held held, InetSocketAddress loopback) throws Exception {
        ServerSocket listener = held.keep(new ServerSocket());
        listener.bind(loopback);
        for (int i = 0; i < held.count(); i++) {
            AutoCloseable client = Peer.connectTo(listener.getLocalSocketAddress());
            held.keep(listener.accept());
            held.peer(i, client);
        }
    }

    public static void bind(Held held) throws Exception {
        for (int i = 0; i < held.count(); i++) {
            held.keep(new Socket()).bind(Peer.loopback());
        }
    }

    public static void listen(Held held) throws Exception {
        for (int i = 0; i < held.count(); i++) {
            held.keep(new ServerSocket()).bind(Peer.loopback());
        }
    }

    /** The operating system's socket belongs to a channel inside the {@code SocketImpl}. */
    public static void connectOwnImpl(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                held.keep(new SocketWithOwnImpl()).connect(peer.address());
            }
            peer.leave(held.count());
        }
    }

    private static final class SocketWithOwnImpl extends Socket {
        SocketWithOwnImpl() throws IOException {
            super(new ChannelSocketImpl());
        }
    }

    /** As {@link #connectOwnImpl}, for every {@code new Socket()} of the JVM. */
    public static void connectImplFactory(Held held) throws Exception {
        Socket.setSocketImplFactory(ChannelSocketImpl::new);
        connect(held);
    }

    public static void connectSocks(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            Proxy proxy = new Proxy(Proxy.Type.SOCKS, peer.address());
            for (int i = 0; i < held.count(); i++) {
                Conversation conversation = new Conversation(peer, SocksServer::serve);
                held.keep(new Socket(proxy)).connect(peer.address());
                held.peer(i, conversation.end());
            }
        }
    }
}
