/*
 * library: a hand-made server, one answer after the client has left, and silence
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * run: Socket
 */
package com.example.desk;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Says that it was too late when a client asks for nothing within two seconds, and leaves the connection open. */
public final class Farewells {
    private static final Collection<Socket> TOO_LATE = new ConcurrentLinkedQueue<>();

    private Farewells() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> accept(listener), "acceptor").start();
        Clients clients = Clients.connect(3, listener.getLocalPort()).say("hello\n");
        clients.endTheirSide();
        clients.hear("too late\n");
        Stage.hold();
    }

    private static void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket client = listener.accept();
                new Thread(() -> serve(client), "visit").start();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void serve(Socket client) {
        try {
            while (client.getInputStream().read() != '\n') { // look here
                // a greeting
            }
            Thread.sleep(2000);
            client.getOutputStream().write("too late\n".getBytes("US-ASCII")); // look here
            TOO_LATE.add(client);
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
    }
}
