/*
 * library: a hand-made server, subscribers that are written to and never read from
 * leak: NEVER_CLOSED x3
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Greets who subscribes, and writes when something has changed; who leaves is noticed by the next notice. */
public final class Notices {
    private final Map<String, List<Socket>> subscribers = new ConcurrentHashMap<>();

    private Notices() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Notices notices = new Notices();
        Thread acceptor = new Thread(() -> notices.accept(listener), "acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
        Clients.connect(3, listener.getLocalPort()).hear("welcome").stay().leave();
        Stage.hold();
    }

    private void accept(ServerSocket listener) {
        try {
            while (true) {
                subscribe(listener.accept());
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void subscribe(Socket subscriber) throws IOException {
        subscriber.getOutputStream().write("welcome".getBytes("US-ASCII")); // look here
        subscribers
                .computeIfAbsent("delays", topic -> new CopyOnWriteArrayList<>())
                .add(subscriber); // look here
    }
}
