/*
 * library: AsynchronousSocketChannel, completion handlers that wait
 * jdk: 8
 * run: two threads
 * arguments: 2
 * leak: STUCK x2
 * run: the default group
 * arguments: 0
 * leak: STUCK x3
 */
package com.example.feed;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Takes depths from ships, each on a thread that waits for a place in a log book that nobody frees. */
public final class Soundings {
    private static final Semaphore PLACES = new Semaphore(0);

    private final AsynchronousServerSocketChannel listener;

    private Soundings(AsynchronousChannelGroup group) throws IOException {
        listener = AsynchronousServerSocketChannel.open(group)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static AsynchronousChannelGroup group(int threads) throws IOException {
        return AsynchronousChannelGroup.withFixedThreadPool(threads, work -> {
            Thread thread = Executors.defaultThreadFactory().newThread(work);
            thread.setDaemon(true);
            return thread;
        });
    }

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[0]);
        Soundings soundings = new Soundings(threads == 0 ? null : group(threads));
        soundings.listener.accept(null, soundings.new Ship());
        int port = ((InetSocketAddress) soundings.listener.getLocalAddress()).getPort();
        Clients.connect(threads == 0 ? 3 : threads, port)
                .stay()
                .say("12 fathoms\n")
                .stay()
                .leave();
        Stage.hold();
    }

    /** Accepts. */
    private final class Ship implements CompletionHandler<AsynchronousSocketChannel, Void> {
        @Override
        public void completed(AsynchronousSocketChannel ship, Void nothing) {
            listener.accept(null, this);
            ByteBuffer depth = ByteBuffer.allocate(64);
            ship.read(depth, ship, new Depth());
        }

        @Override
        public void failed(Throwable e, Void nothing) {
            e.printStackTrace();
        }
    }

    /** Reads. */
    private static final class Depth implements CompletionHandler<Integer, AsynchronousSocketChannel> {
        @Override
        public void completed(Integer count, AsynchronousSocketChannel ship) {
            log();
            close(ship);
        }

        private static void log() {
            PLACES.acquireUninterruptibly(); // look here
        }

        @Override
        public void failed(Throwable e, AsynchronousSocketChannel ship) {
            close(ship);
        }

        private static void close(AsynchronousSocketChannel ship) {
            try {
                ship.close();
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }
}
