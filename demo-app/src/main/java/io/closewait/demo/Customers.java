package io.closewait.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Clients of the shop's servers that come, ask and leave. They close what they open. */
final class Customers {
    private Customers() {}

    /** Each sends its line and leaves without waiting for the answer. */
    static void askAndLeave(InetSocketAddress shop, int count, String line) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Socket socket = connect(shop)) {
                send(socket, line);
            }
        }
    }

    /** Each sends its line, reads one line of answer and leaves. */
    static void askReadAndLeave(InetSocketAddress shop, int count, String line) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Socket socket = connect(shop)) {
                send(socket, line);
                readLine(socket);
            }
        }
    }

    static Socket connect(InetSocketAddress shop) throws IOException {
        return new Socket(shop.getAddress(), shop.getPort());
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
    }

    private static void readLine(Socket socket) throws IOException {
        String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        if (answer == null) {
            throw new IOException("no answer");
        }
    }
}
