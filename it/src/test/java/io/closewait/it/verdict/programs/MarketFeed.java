package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** The selector's thread waits for work in a queue; channels that another thread closes meanwhile keep their descriptors. */
public final class MarketFeed {
    private final Selector selector = Selector.open();
    private final BlockingQueue<String> work = new LinkedBlockingQueue<>();
    private final CountDownLatch busy = new CountDownLatch(1);

    private MarketFeed() throws IOException {}

    public static void main(String[] args) throws Exception {
        MarketFeed feed = new MarketFeed();
        LeavingServer market = LeavingServer.greeting("17\n");
        List<SocketChannel> channels = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            channels.add(feed.subscribe(market.address()));
        }
        new Thread(feed::run, "feed").start();
        feed.busy.await();
        for (SocketChannel channel : channels) {
            unsubscribe(channel);
        }
        Stage.hold();
    }

    private SocketChannel subscribe(SocketAddress market) throws IOException {
        SocketChannel channel = SocketChannel.open(market);
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        return channel;
    }

    private static void unsubscribe(SocketChannel channel) throws IOException {
        channel.close(); // look here
    }

    private void run() {
        try {
            selector.select();
            busy.countDown();
            work.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
