package io.closewait.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The other end: greets each client with a line and leaves at once. A correct server. */
final class Peer implements AutoCloseable {
    private final ServerSocket listener;
    private final String greeting;

    Peer(String name, String greeting) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.greeting = greeting;
        Thread thread = new Thread(this::greetAll, name);
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void greetAll() {
        while (!listener.isClosed()) {
            try {
                greetNext();
            } catch (IOException closedOrNoDescriptorLeft) {
                pause();
            }
        }
    }

    private void greetNext() throws IOException {
        try (Socket client = listener.accept()) {
            client.getOutputStream().write((greeting + "\n").getBytes(UTF_8));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException neverSent) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
