package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** The thread that accepts also serves, and its first client keeps it waiting; the others leave before it accepts them. */
public final class FrontDoor {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch serving = new CountDownLatch(1);

    private FrontDoor() throws IOException {}

    public static void main(String[] args) throws Exception {
        FrontDoor door = new FrontDoor();
        new Thread(door::serve, "front-door").start();
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), door.listener.getLocalPort())) {
            silent.getOutputStream().write('?');
            door.serving.await();
            Clients.speakAndLeave(7, door.listener.getLocalPort(), "knock\n");
            Stage.hold();
        }
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = listener.accept()) {
                    while (client.getInputStream().read() != '\n') { // look here
                        serving.countDown();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
