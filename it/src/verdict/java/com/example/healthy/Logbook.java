/*
 * library: AsynchronousSocketChannel, healthy: clients that end their side first, and are answered
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads to the end, thinks for a second, answers with the length, and closes. */
public final class Logbook implements CompletionHandler<Integer, AsynchronousSocketChannel> {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();
    private final ByteBuffer page = ByteBuffer.allocate(64);
    private int length;

    private Logbook() {}

    public static void main(String[] args) throws Exception {
        AsynchronousServerSocketChannel listener =
                AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread acceptor = new Thread(() -> accept(listener), "acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; ) {
            Clients writers = Clients.connect(3, port).say("wind force 7\n");
            writers.endTheirSide();
            writers.hear("13 bytes\n").leave();
        }
        Stage.hold();
    }

    private static void accept(AsynchronousServerSocketChannel listener) {
        try {
            while (true) {
                AsynchronousSocketChannel writer = listener.accept().get();
                Logbook book = new Logbook();
                writer.read(book.page, writer, book);
            }
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    @Override
    public void completed(Integer count, AsynchronousSocketChannel writer) {
        if (count < 0) {
            TIMER.schedule(() -> answer(writer), 1, TimeUnit.SECONDS);
            return;
        }
        length += count;
        page.clear();
        writer.read(page, writer, this);
    }

    private void answer(AsynchronousSocketChannel writer) {
        try (AsynchronousSocketChannel closed = writer) {
            closed.write(ByteBuffer.wrap((length + " bytes\n").getBytes())).get();
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    @Override
    public void failed(Throwable e, AsynchronousSocketChannel writer) {
        try {
            writer.close();
        } catch (IOException ignored) {
            // gone
        }
    }
}
