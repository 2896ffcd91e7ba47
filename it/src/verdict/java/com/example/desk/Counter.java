/*
 * library: a hand-made server, handler that returns without closing
 * jdk: 8
 * leak: NEVER_CLOSED x4
 * run: Socket
 * daily
 * run: Socket, a fat jar
 * launch: fat
 * run: Socket, module path
 * launch: module
 * jdk: 11
 * run: SSLSocket
 * arguments: tls
 */
package com.example.desk;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.example.stage.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers one question of each client, and keeps the connection in a list, for statistics. */
public final class Counter {
    private static final Collection<Socket> SERVED = new ConcurrentLinkedQueue<>();

    private Counter() {}

    public static void main(String[] args) throws Exception {
        boolean tls = args.length > 0;
        ServerSocket listener = tls
                ? Tls.server().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())
                : new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ExecutorService workers = Executors.newFixedThreadPool(4);
        new Thread(() -> accept(listener, workers), "acceptor").start();
        int port = listener.getLocalPort();
        (tls ? Clients.connectTls(4, port) : Clients.connect(4, port))
                .say("time?\n")
                .hear("noon\n")
                .leave();
        Stage.hold();
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
        try {
            while (client.getInputStream().read() != '\n') { // look here
                // the question
            }
            client.getOutputStream().write("noon\n".getBytes("US-ASCII")); // look here
            SERVED.add(client);
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}
