/*
 * library: a hand-made server, all workers busy for others
 * jdk: 8
 * leak: STARVED x3
 * run: Socket
 * run: Socket, a fat jar
 * launch: fat
 */
package com.example.bank;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two tellers wait for the vault, and their clients with them; those who queue behind them leave. */
public final class Queue {
    private static final CountDownLatch BUSY = new CountDownLatch(2);
    private static final CountDownLatch VAULT = new CountDownLatch(1);

    private Queue() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ExecutorService tellers = Executors.newFixedThreadPool(2);
        new Thread(() -> accept(listener, tellers), "acceptor").start();
        Clients patient = Clients.connect(2, listener.getLocalPort()).say("withdraw\n");
        BUSY.await();
        Clients.speakAndLeave(3, listener.getLocalPort(), "withdraw\n");
        Stage.hold();
        patient.leave();
    }

    private static void accept(ServerSocket listener, ExecutorService tellers) {
        try {
            while (true) {
                Socket client = listener.accept();
                tellers.execute(() -> serve(client));
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void serve(Socket client) {
        try (Socket closed = client) {
            while (closed.getInputStream().read() != '\n') {
                // what the client wants
            }
            withdraw();
            closed.getOutputStream().write('\n');
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
    }

    private static void withdraw() throws InterruptedException {
        BUSY.countDown();
        VAULT.await(); // look here
    }
}
