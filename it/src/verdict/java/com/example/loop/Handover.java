/*
 * library: a hand-made NIO server, OP_READ that is cleared and not set again
 * jdk: 8
 * leak: READING_PAUSED x4
 * run: SocketChannel
 * daily
 * run: SocketChannel, a jar
 * launch: jar
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Clears OP_READ while a worker has the request; the worker loses it, so nobody sets OP_READ again. */
public final class Handover {
    private static final BlockingQueue<SelectionKey> JOBS = new LinkedBlockingQueue<>();
    private static int lost;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(256);

    private Handover() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws Exception {
        Handover server = new Handover();
        new Thread(server::serve, "loop").start();
        Thread worker = new Thread(Handover::work, "worker");
        worker.start();
        Clients.speakAndLeave(4, server.listener.socket().getLocalPort(), "hello\n");
        Stage.hold();
    }

    private static void work() {
        try {
            while (true) {
                JOBS.take();
                lost++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) { // look here
            key.channel().close();
            return;
        }
        key.interestOps(0); // look here
        JOBS.add(key);
    }
}
