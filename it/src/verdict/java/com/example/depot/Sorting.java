/*
 * library: a hand-made NIO server, workers that wait while OP_READ is cleared
 * jdk: 8
 * run: a worker for each request
 * arguments: 3
 * leak: STUCK x3
 * run: many requests, all read before the first leak
 * arguments: 100
 * leak: STUCK x100
 * run: a virtual thread for each request
 * jdk: 21
 * arguments: 3 virtual
 * leak: STUCK x3
 */
package com.example.depot;

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
import java.util.Iterator;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The loop reads, workers sort, but only once there is a letter more than ever comes. */
public final class Sorting {
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ExecutorService workers;
    private final CyclicBarrier batch;

    private Sorting(int letters, ExecutorService workers) throws IOException {
        this.workers = workers;
        batch = new CyclicBarrier(letters + 1);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws Exception {
        int letters = Integer.parseInt(args[0]);
        ExecutorService workers = args.length == 1
                ? Executors.newFixedThreadPool(8)
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor") // JDK 21
                        .invoke(null);
        Sorting sorting = new Sorting(letters, workers);
        new Thread(sorting::loop, "sorting").start();
        Clients.speakAndLeave(letters, sorting.listener.socket().getLocalPort(), "letter\n");
        Stage.hold();
    }

    private void loop() {
        try {
            while (true) {
                selector.select();
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isAcceptable()) {
                        SocketChannel sender = listener.accept();
                        sender.configureBlocking(false);
                        sender.register(selector, SelectionKey.OP_READ);
                    } else {
                        read(key);
                    }
                }
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void read(SelectionKey key) throws IOException {
        SocketChannel sender = (SocketChannel) key.channel();
        ByteBuffer letter = ByteBuffer.allocate(64);
        if (sender.read(letter) < 0) {
            sender.close();
            return;
        }
        key.interestOps(0);
        workers.execute(new Job(key, letter));
    }

    private final class Job implements Runnable {
        private final SelectionKey key;
        private final ByteBuffer letter;

        Job(SelectionKey key, ByteBuffer letter) {
            this.key = key;
            this.letter = letter;
        }

        @Override
        public void run() {
            try {
                sort();
                letter.flip();
                ((SocketChannel) key.channel()).write(letter);
                key.interestOps(SelectionKey.OP_READ);
                selector.wakeup();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }

        private void sort() throws Exception {
            batch.await(); // look here
        }
    }
}
