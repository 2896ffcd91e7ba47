/*
 * library: a hand-made server, virtual threads that wait for a lock
 * leak: STUCK x4
 * jdk: 21
 */
package com.example.depot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Opens when somebody signals. */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition open = lock.newCondition();

    private Gate() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Gate gate = new Gate();
        Executor drivers = (Executor)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        new Thread(() -> gate.accept(listener, drivers), "gate").start();
        Clients.speakAndLeave(4, listener.getLocalPort(), "truck 7\n");
        Stage.hold();
    }

    private void accept(ServerSocket listener, Executor drivers) {
        try {
            while (true) {
                Socket driver = listener.accept();
                drivers.execute(() -> serve(driver));
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void serve(Socket driver) {
        try (Socket closed = driver) {
            InputStream in = closed.getInputStream();
            while (in.read() != '\n') {
                // the number
            }
            pass();
            closed.getOutputStream().write('!');
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
    }

    private void pass() throws InterruptedException {
        lock.lock();
        try {
            open.await(); // look here
        } finally {
            lock.unlock();
        }
    }
}
