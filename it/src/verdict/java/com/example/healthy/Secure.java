/*
 * library: a hand-made server, healthy: TLS with a thread for each client
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.example.stage.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echoes until the client has left. */
public final class Secure {
    private Secure() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener =
                Tls.server().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> accept(listener), "acceptor").start();
        Clients staying = Clients.connectTls(2, listener.getLocalPort());
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(50)) {
            staying.say("still here\n").hear("still here\n");
            Clients.connectTls(1, listener.getLocalPort())
                    .say("hello\n")
                    .hear("hello\n")
                    .leave();
        }
        Stage.hold();
        staying.leave();
    }

    private static void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket client = listener.accept();
                new Thread(() -> echo(client), "echo").start();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void echo(Socket client) {
        try (Socket closed = client) {
            byte[] buffer = new byte[256];
            for (int n = closed.getInputStream().read(buffer);
                    n >= 0;
                    n = closed.getInputStream().read(buffer)) {
                closed.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException e) {
            // the client has left in the middle of something
        }
    }
}
