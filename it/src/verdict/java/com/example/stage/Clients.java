package com.example.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** Clients on plain sockets or TLS, which close what they open. */
public final class Clients {
    private static final int ANSWER_MILLIS = 30_000;
    private static final int STAY_MILLIS = 700;

    private final List<Socket> sockets = new ArrayList<>();

    /** Below TLS. */
    private final List<Socket> transports = new ArrayList<>();

    private Clients() {}

    public static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    public static Clients connect(int count, int port) throws IOException {
        Clients clients = new Clients();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(ANSWER_MILLIS);
            clients.sockets.add(socket);
        }
        return clients;
    }

    public static Clients connectTls(int count, int port) throws IOException, GeneralSecurityException {
        Clients clients = new Clients();
        for (int i = 0; i < count; i++) {
            Socket transport = new Socket(InetAddress.getLoopbackAddress(), port);
            transport.setSoTimeout(ANSWER_MILLIS);
            clients.transports.add(transport);
            SSLSocket socket =
                    (SSLSocket) Tls.client().getSocketFactory().createSocket(transport, "localhost", port, true);
            socket.startHandshake();
            clients.sockets.add(socket);
        }
        return clients;
    }

    public Clients say(String words) throws IOException {
        for (Socket socket : sockets) {
            socket.getOutputStream().write(words.getBytes(US_ASCII));
            socket.getOutputStream().flush();
        }
        return this;
    }

    /** Each waits until what it has read ends with the text. */
    public Clients hear(String text) throws IOException {
        for (Socket socket : sockets) {
            StringBuilder seen = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (seen.indexOf(text) < 0) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("the server left first, after: " + seen);
                }
                seen.append((char) c);
            }
        }
        return this;
    }

    /** Upgrades to a WebSocket. */
    public Clients upgrade(String path) throws IOException {
        say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        return hear("\r\n\r\n");
    }

    /** Sends a text in a frame, masked with zeros. */
    public Clients sayFrame(String text) throws IOException {
        byte[] words = text.getBytes(US_ASCII);
        byte[] frame = new byte[words.length + 6];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | words.length);
        System.arraycopy(words, 0, frame, 6, words.length);
        for (Socket socket : sockets) {
            OutputStream out = socket.getOutputStream();
            out.write(frame);
            out.flush();
        }
        return this;
    }

    /** Long enough for a server to be where it stays. */
    public Clients stay() throws InterruptedException {
        Thread.sleep(STAY_MILLIS);
        return this;
    }

    public void leave() throws IOException {
        if (transports.isEmpty()) {
            for (Socket socket : sockets) {
                socket.close();
            }
            return;
        }
        for (Socket transport : transports) {
            transport.shutdownOutput();
            Thread lingering = new Thread(() -> closeWhenTheServerHas(transport), "lingering");
            lingering.setDaemon(true);
            lingering.start();
        }
    }

    /** An SSLSocket's close waits for the server; and with unread bytes (TLS sends some unasked) it would be a reset. */
    private static void closeWhenTheServerHas(Socket transport) {
        try (Socket closed = transport) {
            closed.setSoTimeout(0);
            byte[] buffer = new byte[1024];
            while (closed.getInputStream().read(buffer) >= 0) {
                // nobody is interested any more
            }
        } catch (IOException reset) {
            // closed all the same
        }
    }

    /** Each ends its side and goes on listening. */
    public void endTheirSide() throws IOException {
        for (Socket socket : sockets) {
            socket.shutdownOutput();
        }
    }

    /** All say their words at once, stay for a while, and leave. */
    public static void speakAndLeave(int count, int port, String words) throws IOException, InterruptedException {
        connect(count, port).say(words).stay().leave();
    }

    /** All say their words, wait for an answer with this text in it, and leave. */
    public static void talkAndLeave(int count, int port, String words, String answer) throws IOException {
        connect(count, port).say(words).hear(answer).leave();
    }
}
