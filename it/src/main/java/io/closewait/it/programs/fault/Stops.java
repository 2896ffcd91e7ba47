package io.closewait.it.programs.fault;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;

/**
 * Ends threads by {@code Thread.stop} while they open and close sockets, as containers of old did: they have to end.
 *
 * <p>With the argument {@code channels} it opens channels only. The {@code java.net.SocketCleanable} of JDK 9 to 12 joins its
 * list before it knows its descriptor; a thread that is stopped between the two leaves one that closes descriptor 0, the
 * program's input, at the next collection, with or without an agent.
 */
@SuppressWarnings("ThreadPriorityCheck") // yields: a sleep would be too long
public final class Stops {
    private static final int THREADS = 400;

    /** With the agent, about one in three thousand goes on, see {@code docs/faults.md}. */
    private static final int MOST_SURVIVORS = THREADS / 100;

    private Stops() {}

    @SuppressWarnings({"deprecation", "removal"})
    public static void main(String[] arguments) throws Exception {
        boolean areChannelsOnly = arguments.length > 0;
        Shop shop = new Shop();
        System.out.println("traded " + shop.trade(200)); // else a stop may hit the initialisation of a JDK class
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {}); // the JVM prints what is thrown in it
        try (Socket warm = new Socket();
                NetworkChannel warmChannel = SocketChannel.open()) {
            warm.bind(null);
            warmChannel.bind(null);
        }
        int survivors = 0;
        for (int i = 0; i < THREADS; i++) {
            Runnable work = i % 2 == 0 || areChannelsOnly ? Stops::openAndCloseChannels : Stops::openAndCloseSockets;
            Thread thread = new Thread(work, "stopped-" + i);
            thread.setDaemon(true);
            thread.start();
            while (thread.getState() == Thread.State.NEW) {
                Thread.yield();
            }
            long end = System.nanoTime() + i * 20_000L;
            while (System.nanoTime() < end) {
                Thread.yield();
            }
            thread.stop();
            thread.join(5_000);
            if (thread.isAlive()) {
                survivors++;
                thread.stop();
            }
        }
        System.out.println(survivors <= MOST_SURVIVORS ? "nearly all have ended" : "survivors: " + survivors);
        System.out.println("traded " + shop.trade(200));
        Errands.finishAfterFlood(shop);
    }

    private static void openAndCloseSockets() {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.bind(null);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void openAndCloseChannels() {
        while (true) {
            try (NetworkChannel channel = SocketChannel.open()) {
                channel.bind(null);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
