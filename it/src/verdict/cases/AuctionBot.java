/*
 * library: AsynchronousSocketChannel, completion handler that waits for its own group
 * jdk: 11
 * ready: no
 * leak: STUCK x3 at return confirmed.get();
 */
import java.io.IOException;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;

/**
 * The only thread of a channel group is in a completion handler, which waits for the result of a read in the same group. No other handler
 * of the group can run, so none closes its channel.
 */
public class AuctionBot {

    static class Auction implements CompletionHandler<Integer, ByteBuffer> {
        final String lot;
        final AsynchronousSocketChannel ch;
        volatile int best;
        Auction(String lot, AsynchronousSocketChannel ch) { this.lot = lot; this.ch = ch; }

        void listen() {
            ByteBuffer b = ByteBuffer.allocate(32);
            ch.read(b, b, this);
        }

        @Override public void completed(Integer n, ByteBuffer b) {
            try {
                if (n < 0) { ch.close(); return; }
                String msg = StandardCharsets.US_ASCII.decode(b.flip()).toString().trim();
                if (msg.startsWith("HIGH")) {
                    int high = Integer.parseInt(msg.substring(5));
                    if (high < 100) best = bidSync(high + 10);
                }
                listen();
            } catch (Exception e) { System.out.println(lot + ": " + e); }
        }

        @Override public void failed(Throwable e, ByteBuffer b) { try { ch.close(); } catch (IOException ignored) { } }

        private int bidSync(int amount) throws InterruptedException, ExecutionException {
            ch.write(StandardCharsets.US_ASCII.encode("BID " + amount + "\n")).get();
            CompletableFuture<Integer> confirmed = new CompletableFuture<>();
            ByteBuffer ack = ByteBuffer.allocate(32);
            ch.read(ack, null, new CompletionHandler<Integer, Void>() {
                @Override public void completed(Integer n, Void v) { confirmed.complete(n < 0 ? -1 : amount); }
                @Override public void failed(Throwable e, Void v) { confirmed.completeExceptionally(e); }
            });
            return confirmed.get();
        }
    }

    private final AsynchronousChannelGroup group;
    final List<Auction> auctions = new ArrayList<>();

    AuctionBot() throws IOException { group = AsynchronousChannelGroup.withFixedThreadPool(1, r -> new Thread(r, "auction-io")); }

    void enter(String lot, SocketAddress house) throws Exception {
        AsynchronousSocketChannel ch = AsynchronousSocketChannel.open(group);
        ch.connect(house).get();
        Auction a = new Auction(lot, ch);
        auctions.add(a);
        a.listen();
    }

    static void house(Socket s) {
        try (s) {
            Thread.sleep(600);
            s.getOutputStream().write("HIGH 50\n".getBytes());
            s.setSoTimeout(1000);
            s.getInputStream().read();
            while (s.getInputStream().available() > 0) s.getInputStream().read();
            Thread.sleep(300);
            s.getOutputStream().write("OK\n".getBytes());
            Thread.sleep(500);
        } catch (IOException | InterruptedException e) { }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread t = new Thread(() -> {
            try { while (true) { Socket s = ss.accept(); new Thread(() -> house(s), "house").start(); } } catch (IOException e) { }
        }, "house-accept");
        t.setDaemon(true);
        t.start();
        AuctionBot bot = new AuctionBot();
        for (String lot : List.of("vase", "desk", "lamp")) bot.enter(lot, ss.getLocalSocketAddress());
        Thread.sleep(16_500);
        for (Auction a : bot.auctions) System.out.println(a.lot + " " + a.best);
        System.exit(0);
    }
}
