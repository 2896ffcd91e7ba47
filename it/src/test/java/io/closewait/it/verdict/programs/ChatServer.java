package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** An echo server on NIO: where read returns -1 it takes the read interest away, so that the selector does not spin. */
public final class ChatServer {
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(256);

    private ChatServer() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws IOException {
        ChatServer server = new ChatServer();
        Thread loop = new Thread(server::serve, "chat");
        loop.start();
        Clients.talkAndLeave(5, server.listener.socket().getLocalPort(), "hello\n");
        Stage.hold();
    }

    private void serve() {
        try {
            while (true) {
                selector.select(key -> {
                    try {
                        handle(key);
                    } catch (IOException e) {
                        key.cancel();
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            listener.accept().configureBlocking(false).register(selector, SelectionKey.OP_READ);
            return;
        }
        SocketChannel channel = (SocketChannel) key.channel();
        int n = channel.read(buffer.clear()); // look here
        if (n == -1) {
            key.interestOps(0);
            return;
        }
        channel.write(buffer.flip());
    }
}
