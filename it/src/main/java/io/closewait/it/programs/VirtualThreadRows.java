package io.closewait.it.programs;

import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.FutureTask;

/** Sockets that are opened by virtual threads (JDK 21+), which wait for a byte from the peer each. */
public final class VirtualThreadRows {
    private VirtualThreadRows() {}

    public static void connectSocket(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                FutureTask<Integer> reader = onVirtualThread(() -> {
                    Socket socket = held.keep(new Socket());
                    socket.connect(peer.address());
                    return socket.getInputStream().read();
                });
                sendByteAndLeave(held, i, peer.next());
                reader.get();
            }
        }
    }

    public static void acceptSocket(Held held) throws Exception {
        ServerSocket listener = held.keep(new ServerSocket());
        listener.bind(Peer.loopback());
        for (int i = 0; i < held.count(); i++) {
            FutureTask<Integer> reader = onVirtualThread(() -> {
                InputStream in = held.keep(listener.accept()).getInputStream();
                return in.read();
            });
            sendByteAndLeave(held, i, Peer.connectTo(listener.getLocalSocketAddress()));
            reader.get();
        }
    }

    public static void connectChannel(Held held) throws Exception {
        try (Peer peer = new Peer(held)) {
            for (int i = 0; i < held.count(); i++) {
                FutureTask<Integer> reader = onVirtualThread(() -> {
                    SocketChannel channel = held.keep(SocketChannel.open());
                    channel.connect(peer.address());
                    return channel.read(ByteBuffer.allocate(1));
                });
                sendByteAndLeave(held, i, peer.next());
                reader.get();
            }
        }
    }

    private static void sendByteAndLeave(Held held, int i, SocketChannel peer) throws Exception {
        peer.write(ByteBuffer.allocate(1));
        held.peer(i, peer);
    }

    /** Whether this JDK has them, and not as a preview. */
    public static boolean isSupported() {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class);
            return !System.getProperty("java.specification.version").matches("19|20");
        } catch (NoSuchMethodException beforeJdk19) {
            return false;
        }
    }

    /** Starts a virtual thread that does this. By name, since this is compiled for JDK 8. */
    public static <T> FutureTask<T> onVirtualThread(java.util.concurrent.Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        return task;
    }
}
