/*
 * library: a hand-made NIO server, one loop that accepts and works
 * jdk: 8
 * leak: STUCK x2
 * leak: NEVER_ACCEPTED x3
 * run: SocketChannel
 * daily
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
import java.util.concurrent.CountDownLatch;

/** Works on the selector's thread, which waits for a lock that is never free. */
public final class OneLoop {
    private static final CountDownLatch BUSY = new CountDownLatch(1);
    private static final CountDownLatch LOCK = new CountDownLatch(1);

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    private OneLoop() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws Exception {
        OneLoop server = new OneLoop();
        new Thread(server::serve, "loop").start();
        int port = server.listener.socket().getLocalPort();
        Clients first = Clients.connect(2, port).stay().say("hello\n");
        BUSY.await();
        Clients.speakAndLeave(3, port, "hello\n");
        first.leave();
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
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
    }

    private static void handle(SelectionKey key) throws IOException, InterruptedException {
        if (((SocketChannel) key.channel()).read(ByteBuffer.allocate(64)) < 0) {
            key.channel().close();
            return;
        }
        BUSY.countDown();
        LOCK.await(); // look here
    }
}
