package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A server on NIO takes a permit before it accepts, and those who got permits do not give them back. */
public final class Kiosk {
    private static final Semaphore PERMITS = new Semaphore(1);
    private final ServerSocketChannel listener =
            ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final CountDownLatch accepted = new CountDownLatch(1);

    private Kiosk() throws IOException {}

    public static void main(String[] args) throws Exception {
        Kiosk kiosk = new Kiosk();
        new Thread(kiosk::serve, "kiosk").start();
        int port = kiosk.listener.socket().getLocalPort();
        Clients.speakAndLeave(1, port, "one coffee\n");
        kiosk.accepted.await();
        Clients.speakAndLeave(4, port, "one tea\n");
        Stage.hold();
    }

    private void serve() {
        try {
            while (true) {
                PERMITS.acquire(); // look here
                try (SocketChannel client = listener.accept()) {
                    client.socket().getInputStream().read();
                }
                accepted.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
