package io.closewait.it.verdict.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that says little to each client and hangs up. */
public final class LeavingServer {
    private final ServerSocket listener;
    private final byte[] greeting;
    private final byte[] answer;

    private LeavingServer(String greeting, String answer) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.greeting = greeting.getBytes(US_ASCII);
        this.answer = answer.getBytes(US_ASCII);
        Thread thread = new Thread(this::serve, "leaving-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says this at once. */
    public static LeavingServer greeting(String text) throws IOException {
        return new LeavingServer(text, "");
    }

    /** Says this when it has read a line. */
    public static LeavingServer answering(String text) throws IOException {
        return new LeavingServer("", text);
    }

    /** Says something at once, and something else when it has read a line. */
    public static LeavingServer greetingAndAnswering(String greeting, String answer) throws IOException {
        return new LeavingServer(greeting, answer);
    }

    /** Answers a request as a web server which keeps connections alive would, and hangs up all the same. */
    public static LeavingServer http(int status, int bodyBytes) throws IOException {
        return answering("HTTP/1.1 " + status + " Because\r\nContent-Type: text/plain\r\nContent-Length: " + bodyBytes
                + "\r\n\r\n" + "x".repeat(bodyBytes));
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = listener.accept()) {
                    client.getOutputStream().write(greeting);
                    if (answer.length > 0) {
                        readRequest(client.getInputStream());
                        client.getOutputStream().write(answer);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line, or the head of an HTTP request. What stayed unread would turn the end into a reset. */
    private static void readRequest(InputStream in) throws IOException {
        boolean http = false;
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != -1; c = in.read()) {
            if (c == '\n') {
                http |= line.toString().contains(" HTTP/");
                if (!http || line.toString().isBlank()) {
                    return;
                }
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
    }
}
