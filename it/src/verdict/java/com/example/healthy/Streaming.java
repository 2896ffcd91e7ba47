/*
 * library: a hand-made server, healthy: it still sends to clients that ended their side
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends a line twice a second for seven seconds, and closes: as long as it sends, a half-closed connection is in use. */
public final class Streaming {
    private Streaming() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> accept(listener), "acceptor").start();
        Clients clients = Clients.connect(3, listener.getLocalPort()).say("tail\n");
        clients.endTheirSide();
        clients.hear("line 13\n").leave();
        Thread.sleep(1000);
        Stage.hold();
    }

    private static void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket client = listener.accept();
                new Thread(() -> serve(client), "tail").start();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void serve(Socket client) {
        try (Socket closed = client) {
            while (closed.getInputStream().read() != '\n') {
                // what to send
            }
            for (int i = 0; i < 14; i++) {
                closed.getOutputStream().write(("line " + i + "\n").getBytes("US-ASCII"));
                Thread.sleep(500);
            }
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
    }
}
