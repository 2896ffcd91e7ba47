/*
 * library: a hand-made server, workers that wait for a monitor
 * jdk: 8
 * says: "audit"
 * leak: STUCK x4
 * run: platform threads
 * run: platform threads, a jar
 * launch: jar
 * run: virtual threads
 * jdk: 21
 * jvm: -Djdk.virtualThreadScheduler.parallelism=8
 * arguments: virtual
 * says: VIRTUAL|irtual
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

/** Each worker reads what a client wants, and waits for the books, which an audit keeps. */
public final class Teller {
    private static final Object BOOKS = new Object();
    private static final CountDownLatch AUDITED = new CountDownLatch(1);
    private static long balance;

    private Teller() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        new Thread(() -> audit(begun), "audit").start();
        begun.await();
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ExecutorService workers = args.length > 0
                ? (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null)
                : Executors.newFixedThreadPool(6);
        new Thread(() -> accept(listener, workers), "acceptor").start();
        Clients.speakAndLeave(4, listener.getLocalPort(), "deposit\n");
        Stage.hold();
    }

    private static void audit(CountDownLatch begun) {
        synchronized (BOOKS) {
            begun.countDown();
            try {
                AUDITED.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void accept(ServerSocket listener, ExecutorService workers) {
        try {
            while (true) {
                Socket client = listener.accept();
                workers.execute(() -> serve(client));
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
            deposit();
            closed.getOutputStream().write('\n');
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void deposit() {
        synchronized (BOOKS) { // look here
            balance++; // look here
        }
    }
}
