package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import io.closewait.it.verdict.peer.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An echo server with a virtual thread for each client, Java 21 and newer. No leak. */
public final class VirtualThreadServer {
    private VirtualThreadServer() {}

    public static void main(String[] args) throws Exception {
        // By reflection: the tests compile for Java 17.
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> accept(listener, threads), "acceptor").start();
        Load.lasting(Duration.ofSeconds(6), () -> {
            Clients.talkAndLeave(1, listener.getLocalPort(), "hello\n");
            return true;
        });
        Stage.hold();
    }

    private static void accept(ServerSocket listener, ExecutorService threads) {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> echo(client));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
