/*
 * library: Java-WebSocket, onClose that waits for a lock on the selector's thread
 * close-wait: 3
 * run: 1.3.9
 * libraries: java-websocket-1.3
 * jdk: 11
 * leak: STUCK x3
 * leak: CLOSED_BUT_HELD x1
 * run: 1.3.9, JDK 8
 * libraries: java-websocket-1.3
 * jdk: 8..10
 * leak: STUCK x3
 * run: 1.6.0, module path
 * libraries: java-websocket
 * launch: module
 * leak: STUCK x3
 * leak: CLOSED_BUT_HELD x1
 */
package com.example.chat;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * Strikes a member off a list that somebody has locked for good: nobody else is served, nor seen to leave. That member's connection
 * has been closed; up to JDK 10 no socket remains of it, although its descriptor does.
 */
public final class Roster extends WebSocketServer {
    private static final ReentrantLock MEMBERS = new ReentrantLock();
    private static final CountDownLatch STARTED = new CountDownLatch(1);

    private Roster() {
        super(new InetSocketAddress("127.0.0.1", 0), 1);
    }

    public static void main(String[] args) throws Exception {
        MEMBERS.lock();
        Roster roster = new Roster();
        roster.start();
        STARTED.await();
        Clients members = Clients.connect(4, roster.getPort()).upgrade("/");
        members.stay().leave();
        Stage.hold();
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
        MEMBERS.lock(); // look here
        MEMBERS.unlock();
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
