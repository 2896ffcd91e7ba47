/*
 * library: a hand-made server, two handlers that wait for each other
 * leak: STUCK x2
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Moves freight from one yard to another, which takes both yards' monitors. After MinimallyCorrect/TickThreading#190. */
public final class Transfer {
    private static final class Yard {
        private int freight = 100;
    }

    private final Yard east = new Yard();
    private final Yard west = new Yard();

    private Transfer() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Transfer transfer = new Transfer();
        Thread acceptor = new Thread(() -> transfer.accept(listener), "acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
        Clients toWest = Clients.connect(1, listener.getLocalPort()).say("w");
        Clients toEast = Clients.connect(1, listener.getLocalPort()).say("e");
        toWest.stay().leave();
        toEast.leave();
        Stage.hold();
    }

    private void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket driver = listener.accept();
                new Thread(() -> serve(driver), "driver").start();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void serve(Socket driver) {
        try (Socket closed = driver) {
            InputStream in = closed.getInputStream();
            for (int direction = in.read(); direction >= 0; direction = in.read()) {
                if (direction == 'w') {
                    move(east, west);
                } else {
                    move(west, east);
                }
                closed.getOutputStream().write('!');
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void move(Yard from, Yard to) {
        synchronized (from) {
            Peer.pause(200);
            synchronized (to) { // look here
                from.freight--; // look here
                to.freight++;
            }
        }
    }
}
