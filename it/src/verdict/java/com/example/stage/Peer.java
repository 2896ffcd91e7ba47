package com.example.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server that does what a script says, and hangs up on all its clients when it is told to. It closes what it accepts. */
public final class Peer {
    /** One connection, from its first byte on. */
    public interface Script {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private static final int BACKLOG = 100;
    private static final int PIECE_MILLIS = 20;
    private static final char[] PASSWORD = "password".toCharArray();

    private final ServerSocket listener;
    private final Script script;
    private final Collection<Socket> connections = new ConcurrentLinkedQueue<>();

    private Peer(ServerSocketFactory factory, Script script) throws IOException {
        this.listener = factory.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.script = script;
        start(this::accept);
    }

    public static Peer of(Script script) throws IOException {
        return new Peer(ServerSocketFactory.getDefault(), script);
    }

    /** With the certificate of the suite, which {@link #trusting} trusts. */
    public static Peer overTls(Script script) throws IOException, GeneralSecurityException {
        return new Peer(trusting().getServerSocketFactory(), script);
    }

    public static SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream file = Files.newInputStream(Paths.get(System.getProperty("it.keystore")))) {
            store.load(file, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Answers each request with so many bytes, after a while. */
    public static Script http(int status, int bytes, int afterMillis) {
        byte[] body = new byte[bytes];
        byte[] head = ("HTTP/1.1 " + status + " Status\r\nContent-Type: text/plain\r\nContent-Length: " + bytes
                        + "\r\n\r\n")
                .getBytes(US_ASCII);
        return (in, out) -> {
            while (line(in) != null) {
                for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                    // of no interest
                }
                pause(afterMillis);
                out.write(head);
                out.write(body);
                out.flush();
            }
        };
    }

    /** Answers a request in many small pieces, so that a client that pauses finds more of them later. */
    public static Script trickling(int pieces, int bytes) {
        byte[] piece = new byte[bytes];
        return (in, out) -> {
            for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                // of no interest
            }
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + pieces * bytes + "\r\n\r\n").getBytes(US_ASCII));
            for (int i = 0; i < pieces; i++) {
                out.write(piece);
                out.flush();
                pause(PIECE_MILLIS);
            }
        };
    }

    /** Greets, and answers each line with the same one. */
    public static Script lines(String greeting, String answer) {
        return (in, out) -> {
            out.write(greeting.getBytes(US_ASCII));
            out.flush();
            while (line(in) != null) {
                out.write(answer.getBytes(US_ASCII));
                out.flush();
            }
        };
    }

    /** Null at the end of the stream. */
    public static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.write(c);
        }
        return new String(line.toByteArray(), US_ASCII).trim();
    }

    public static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        }
    }

    public static void start(Runnable work) {
        Thread thread = new Thread(work, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Hangs up; until then a connection stays whose script has ended, unless its client leaves. */
    public void leave() throws IOException {
        leave("");
    }

    /** Says a word of farewell to each, and hangs up. */
    public void leave(String farewell) throws IOException {
        for (Socket connection : connections) {
            if (!connection.isClosed()) {
                connection.getOutputStream().write(farewell.getBytes(US_ASCII));
            }
        }
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(Socket connection) {
        try (Socket socket = connection) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            script.serve(in, new BufferedOutputStream(socket.getOutputStream()));
            while (in.read() >= 0) {
                // until the client leaves, or leave is called
            }
        } catch (IOException hungUp) {
            // by the client, or by leave
        }
    }
}
