/*
 * library: Java-WebSocket, healthy: clients that leave with and without a farewell
 * healthy
 * run: 1.3.9
 * libraries: java-websocket-1.3
 * jdk: 8
 * run: 1.6.0
 * libraries: java-websocket
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Echoes what is said. */
public final class Members extends WebSocketServer {
    private static final CountDownLatch STARTED = new CountDownLatch(1);

    private Members() {
        super(new InetSocketAddress("127.0.0.1", 0), 2);
    }

    public static void main(String[] args) throws Exception {
        Members server = new Members();
        server.start();
        STARTED.await();
        Thread ticks = new Thread(server::tick);
        ticks.setDaemon(true);
        ticks.start();
        Clients staying = Clients.connect(2, server.getPort()).upgrade("/");
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(100)) {
            staying.sayFrame("still here").hear("still here");
            Clients.connect(1, server.getPort())
                    .upgrade("/")
                    .sayFrame("hello")
                    .hear("hello")
                    .leave();
        }
        Stage.hold();
        staying.leave();
    }

    /** The library can lose a demand to write that another thread makes while it writes; the next frame takes the lost one along. */
    private void tick() {
        try {
            for (; ; Thread.sleep(100)) {
                broadcast("tick");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onStart() {
        STARTED.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        // welcome
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // goodbye
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        socket.send(message);
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
        e.printStackTrace();
    }
}
