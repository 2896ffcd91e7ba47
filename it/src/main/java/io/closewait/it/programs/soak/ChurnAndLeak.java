package io.closewait.it.programs.soak;

import io.closewait.it.programs.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Opens and closes connections as fast as it can, and leaks some, from so many places that a report of them is longer than a
 * pipe; prints {@code second N CONNECTIONS} each second, until the test says go on.
 */
public final class ChurnAndLeak {
    private static final int THREADS = 3;

    /** How many places leak. */
    public static final int PLACES = 80;

    private final LongAdder connections = new LongAdder();
    private final List<SocketChannel> leaked = new ArrayList<>();

    private ChurnAndLeak() {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        new ChurnAndLeak().run();
        System.exit(0);
    }

    private void run() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        start("waiting", () -> {
            Waiting.forTheTest();
            told.countDown();
        });
        ServerSocketChannel listener = listen(1);
        List<Place> places = Places.make(PLACES);
        for (Place place : places) {
            leak(listener, place);
        }
        for (int i = 0; i < THREADS; i++) {
            ServerSocketChannel own = listen(2 + i);
            start("churn-" + i, () -> churn(own));
        }
        for (int second = 1; !told.await(1, TimeUnit.SECONDS); second++) {
            leak(listener, places.get(0)); // news for the next report
            System.out.println("second " + second + " " + connections.sumThenReset());
        }
    }

    /** What a thread does until it fails, which ends the program. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        e.printStackTrace();
                        System.exit(1);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocketChannel listen(int host) throws IOException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 2, (byte) host});
        return ServerSocketChannel.open().bind(new InetSocketAddress(address, 0));
    }

    private void leak(ServerSocketChannel listener, Place place) throws IOException {
        leaked.add(place.connect(listener.getLocalAddress()));
        listener.accept().close();
    }

    private void churn(ServerSocketChannel listener) throws IOException {
        SocketAddress address = listener.getLocalAddress();
        while (true) {
            SocketChannel client = SocketChannel.open(address);
            listener.accept().close();
            client.close();
            connections.increment();
        }
    }
}
