/*
 * library: a hand-made server, pipe between two threads that is full
 * leak: STUCK x3
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** One thread reads from the client into a pipe, the other counts what comes out of it, once the scales are ready. */
public final class Conveyor {
    private final CountDownLatch ready = new CountDownLatch(1);

    private Conveyor() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Conveyor conveyor = new Conveyor();
        start(() -> conveyor.accept(listener), "acceptor");
        StringBuilder freight = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            freight.append('x');
        }
        Clients.speakAndLeave(3, listener.getLocalPort(), freight.toString());
        Stage.hold();
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket supplier = listener.accept();
                PipedOutputStream belt = new PipedOutputStream();
                PipedInputStream end = new PipedInputStream(belt);
                start(() -> load(supplier, belt), "loading");
                start(() -> weigh(end), "weighing");
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void load(Socket supplier, PipedOutputStream belt) {
        try (Socket closed = supplier;
                PipedOutputStream ended = belt) {
            InputStream in = closed.getInputStream();
            byte[] buffer = new byte[512];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                ended.write(buffer, 0, n); // look here
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void weigh(PipedInputStream end) {
        try {
            ready.await(); // look here
            while (end.read() >= 0) {
                // counted
            }
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
    }
}
