package com.example.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Clients on plain sockets, which close what they open. */
public final class Clients {
    private static final int ANSWER_MILLIS = 20_000;

    private Clients() {}

    public static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** All say their words at once, stay for a while, and leave. */
    public static void speakAndLeave(int count, int port, String words) throws IOException, InterruptedException {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            clients.add(socket);
            socket.getOutputStream().write(words.getBytes(US_ASCII));
        }
        Thread.sleep(700);
        for (Socket client : clients) {
            client.close();
        }
    }

    /** All say their words, wait until the answer has this text in it, and leave. */
    public static void talkAndLeave(int count, int port, String words, String answer) throws IOException {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(ANSWER_MILLIS);
            clients.add(socket);
            socket.getOutputStream().write(words.getBytes(US_ASCII));
            readUntil(socket.getInputStream(), answer);
        }
        for (Socket client : clients) {
            client.close();
        }
    }

    public static void readUntil(InputStream in, String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the server left first, after: " + seen);
            }
            seen.append((char) c);
        }
    }
}
