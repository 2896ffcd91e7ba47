package io.closewait.it.programs.soak;

import io.closewait.it.programs.UnixDomainRows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One listener of each kind, on a loopback address of the pair's own: the connections of all pairs together would use up the
 * ports of one.
 */
final class Listeners implements AutoCloseable {
    final ServerSocket sockets;
    final ServerSocketChannel channels;
    final AsynchronousServerSocketChannel asynchronous;
    /** For connections that may or may not come about: does not block. */
    final ServerSocketChannel doubtful;
    /** Null where the JDK has no Unix-domain sockets. */
    final @Nullable ServerSocketChannel unixDomain;

    private final @Nullable Path folder;

    Listeners(int index) throws Exception {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (index + 1)}), 0);
        sockets = new ServerSocket();
        sockets.bind(address);
        channels = ServerSocketChannel.open().bind(address);
        asynchronous = AsynchronousServerSocketChannel.open().bind(address);
        doubtful = ServerSocketChannel.open().bind(address);
        doubtful.configureBlocking(false);
        folder = UnixDomainRows.isSupported() ? Files.createTempDirectory("closewait-soak") : null;
        unixDomain = folder == null ? null : UnixDomainRows.listen(folder);
    }

    SocketAddress socketsAddress() {
        return sockets.getLocalSocketAddress();
    }

    /** Closes what came to {@link #doubtful}. */
    void dismissDoubtful() throws IOException {
        for (SocketChannel came = doubtful.accept(); came != null; came = doubtful.accept()) {
            came.close();
        }
    }

    @Override
    public void close() throws Exception {
        sockets.close();
        channels.close();
        asynchronous.close();
        doubtful.close();
        if (unixDomain != null && folder != null) {
            unixDomain.close();
            UnixDomainRows.delete(folder);
        }
    }
}
