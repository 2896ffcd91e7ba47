package io.closewait.it.programs;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unix-domain sockets (JDK 16+): peers hang up there, TCP's states do not exist. */
public final class UnixDomainRows {
    private UnixDomainRows() {}

    public static void connect(Held held) throws Exception {
        Path folder = Files.createTempDirectory("closewait");
        try (ServerSocketChannel listener = listen(folder)) {
            for (int i = 0; i < held.count(); i++) {
                held.keep(SocketChannel.open(listener.getLocalAddress()));
                held.peer(i, listener.accept());
            }
        } finally {
            delete(folder);
        }
    }

    public static void accept(Held held) throws Exception {
        Path folder = Files.createTempDirectory("closewait");
        try {
            ServerSocketChannel listener = held.keep(listen(folder));
            for (int i = 0; i < held.count(); i++) {
                AutoCloseable client = Peer.connectTo(listener.getLocalAddress());
                held.keep(listener.accept());
                held.peer(i, client);
            }
        } finally {
            delete(folder);
        }
    }

    /** Whether this JDK has them. */
    public static boolean isSupported() {
        try {
            Class.forName("java.net.UnixDomainSocketAddress");
            return true;
        } catch (ClassNotFoundException beforeJdk16) {
            return false;
        }
    }

    /** A listener on a path in this folder. By name, since this is compiled for JDK 8. */
    public static ServerSocketChannel listen(Path folder) throws Exception {
        SocketAddress address = (SocketAddress) Class.forName("java.net.UnixDomainSocketAddress")
                .getMethod("of", Path.class)
                .invoke(null, folder.resolve("socket"));
        ServerSocketChannel listener = (ServerSocketChannel) ServerSocketChannel.class
                .getMethod("open", ProtocolFamily.class)
                .invoke(null, StandardProtocolFamily.valueOf("UNIX"));
        return listener.bind(address);
    }

    /** Deletes the folder of a listener. */
    public static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("socket"));
        Files.delete(folder);
    }
}
