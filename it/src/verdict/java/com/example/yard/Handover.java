/*
 * library: a hand-made NIO server, selector that is not woken for what is handed to it
 * leak: NEVER_CLOSED x3
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One thread accepts, another reads; a wagon that is handed over is registered before the next select, which nobody ends. After
 * jetty/jetty.project#5605.
 */
public final class Handover {
    private final Queue<SocketChannel> arrived = new ConcurrentLinkedQueue<>();
    private final Selector selector = Selector.open();

    private Handover() throws IOException {}

    public static void main(String[] args) throws Exception {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress("127.0.0.1", 0));
        Handover handover = new Handover();
        start(handover::read, "reader");
        start(() -> handover.accept(listener), "acceptor");
        Thread.sleep(500);
        Clients.speakAndLeave(3, listener.socket().getLocalPort(), "wagon 4711\n");
        Stage.hold();
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocketChannel listener) {
        try {
            while (true) {
                SocketChannel wagon = listener.accept(); // look here
                wagon.configureBlocking(false);
                arrived.add(wagon); // look here
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(256);
        try {
            while (true) {
                selector.select();
                for (SocketChannel wagon = arrived.poll(); wagon != null; wagon = arrived.poll()) {
                    wagon.register(selector, SelectionKey.OP_READ);
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    if (((SocketChannel) key.channel()).read(buffer) < 0) {
                        key.channel().close();
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}
