/*
 * library: a hand-made NIO server, loop that clears OP_READ at the end of the stream
 * jdk: 8
 * leak: END_OF_STREAM_IGNORED x4
 * hint: (?i)close
 * run: SocketChannel
 * run: SocketChannel, module path
 * launch: module
 * jdk: 11
 */
package com.example.loop;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Keeps its selector from spinning in the wrong way. */
public final class Echo {
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(256);

    private Echo() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws Exception {
        Echo server = new Echo();
        new Thread(server::serve, "loop").start();
        Clients.talkAndLeave(4, server.listener.socket().getLocalPort(), "hello\n", "hello\n");
        Stage.hold();
    }

    private void serve() {
        try {
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        listener.accept().configureBlocking(false).register(selector, SelectionKey.OP_READ);
                    } else {
                        handle(key);
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void handle(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        buffer.clear();
        if (channel.read(buffer) < 0) { // look here
            key.interestOps(0); // look here
            return;
        }
        buffer.flip();
        channel.write(buffer);
    }
}
