/*
 * library: a hand-made server, frames with a length, EOFException that is only logged
 * jdk: 8
 * leak: END_OF_STREAM_IGNORED x4
 * hint: (?i)clos
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads frames of weights; each scale has a session. After OPCFoundation/UA-Java-Legacy#13. */
public final class Weighbridge {
    private static final Map<Integer, Session> SESSIONS = new ConcurrentHashMap<>();

    private Weighbridge() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> accept(listener), "acceptor").start();
        Clients.talkAndLeave(4, listener.getLocalPort(), "\0\0\0\6weight", "OK6");
        Stage.hold();
    }

    private static void accept(ServerSocket listener) {
        try {
            while (true) {
                Session session = new Session(listener.accept());
                SESSIONS.put(session.socket.getPort(), session);
                new Thread(session, "scale-" + session.socket.getPort()).start();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static final class Frames {
        private final DataInputStream in;

        Frames(DataInputStream in) {
            this.in = in;
        }

        byte[] next() throws IOException {
            byte[] frame = new byte[in.readInt()]; // look here
            in.readFully(frame);
            return frame;
        }
    }

    private static final class Session implements Runnable {
        private final Socket socket;

        Session(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            try {
                Frames frames = new Frames(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                while (true) {
                    byte[] frame = frames.next(); // look here
                    out.writeBytes("OK" + frame.length);
                }
            } catch (EOFException e) {
                System.out.println("scale has left");
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }
}
