/*
 * library: pool made by hand, in a class that is not called so
 * jdk: 8
 * run: not given back
 * arguments: lost plain
 * leak: NEVER_CLOSED x4
 * run: idle
 * arguments: kept plain
 * leak: IDLE_IN_POOL x4
 * run: idle, with a word of farewell
 * arguments: kept farewell
 * leak: IDLE_IN_POOL x4
 * run: idle over TLS, closed with close_notify
 * arguments: kept tls
 * leak: IDLE_IN_POOL x4
 */
package com.example.pool;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps free lines to the tills; with {@code lost} nobody brings them back. */
public final class TillLines {
    private static final int LINES = 4;
    private final Deque<Socket> free = new ArrayDeque<>();
    private final boolean tls;
    private final int port;

    private TillLines(boolean tls, int port) {
        this.tls = tls;
        this.port = port;
    }

    public static void main(String[] args) throws Exception {
        boolean kept = args[0].equals("kept");
        Peer till = args[1].equals("tls") ? Peer.overTls(Peer.lines("", "OK\n")) : Peer.of(Peer.lines("", "OK\n"));
        TillLines tills = new TillLines(args[1].equals("tls"), till.port());
        List<Socket> used = new ArrayList<>();
        for (int round = 0; round < (kept ? 3 : 1); round++) {
            for (int i = 0; i < LINES; i++) {
                Socket line = tills.line(); // look here
                used.add(line);
                ask(line);
                Peer.pause(kept ? 0 : 400);
            }
            if (kept) {
                tills.free.addAll(used);
                used.clear();
            }
            Peer.pause(1200);
        }
        till.leave(args[1].equals("farewell") ? "421 idle for too long\r\n" : "");
        Stage.hold();
    }

    private Socket line() throws Exception {
        Socket line = free.poll();
        if (line != null) {
            return line;
        }
        return tls
                ? Peer.trusting().getSocketFactory().createSocket("127.0.0.1", port) // look here
                : new Socket("127.0.0.1", port); // look here
    }

    private static void ask(Socket line) throws IOException {
        line.getOutputStream().write("TOTAL\n".getBytes("US-ASCII"));
        Peer.line(line.getInputStream());
    }
}
