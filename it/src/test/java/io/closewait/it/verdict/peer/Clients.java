package io.closewait.it.verdict.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Clients that come and go, and close what they open. */
public final class Clients {
    private Clients() {}

    /** Each says its words and leaves without waiting for an answer. */
    public static void speakAndLeave(int count, int port, String words) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(words.getBytes(US_ASCII));
            }
        }
    }

    /** Each says its words, reads a line, and leaves. */
    public static void talkAndLeave(int count, int port, String words) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(words.getBytes(US_ASCII));
                for (int c = socket.getInputStream().read();
                        c != '\n';
                        c = socket.getInputStream().read()) {
                    if (c == -1) {
                        throw new IOException("the server left first");
                    }
                }
            }
        }
    }
}
