package io.closewait.it.programs;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS over {@code java.net.Socket}: one socket of the operating system each, however many of Java's. The peers leave without
 * a word, as a crashed one does. The key comes from {@code -Dit.keystore=FILE}.
 */
public final class TlsRows {
    static final String PASSWORD = "password";

    private TlsRows() {}

    public static void connect(Held held) throws Exception {
        SSLSocketFactory tls = context().getSocketFactory();
        connect(held, listener -> {
            SSLSocket socket = (SSLSocket) tls.createSocket(listener.getInetAddress(), listener.getLocalPort());
            held.keep(socket).startHandshake();
        });
    }

    public static void connectLayered(Held held) throws Exception {
        SSLSocketFactory tls = context().getSocketFactory();
        connect(held, listener -> {
            Socket plain = new Socket(listener.getInetAddress(), listener.getLocalPort());
            held.keep(layered(tls, plain, true)).startHandshake();
        });
    }

    private interface Client {
        void connectTo(ServerSocket listener) throws IOException;
    }

    private static void connect(Held held, Client client) throws Exception {
        SSLSocketFactory tls = context().getSocketFactory();
        try (ServerSocket listener = listener()) {
            for (int i = 0; i < held.count(); i++) {
                FutureTask<AutoCloseable> peer = inBackground(() -> {
                    Socket plain = listener.accept();
                    SSLSocket socket = layered(tls, plain, false);
                    socket.startHandshake();
                    return leaving(plain, socket);
                });
                client.connectTo(listener);
                held.peer(i, peer.get());
            }
        }
    }

    public static void accept(Held held) throws Exception {
        SSLContext tls = context();
        ServerSocket listener =
                held.keep(tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        for (int i = 0; i < held.count(); i++) {
            FutureTask<AutoCloseable> peer = peerOf(listener, tls.getSocketFactory());
            ((SSLSocket) held.keep(listener.accept())).startHandshake();
            held.peer(i, peer.get());
        }
    }

    public static void acceptLayered(Held held) throws Exception {
        SSLSocketFactory tls = context().getSocketFactory();
        ServerSocket listener = held.keep(listener());
        for (int i = 0; i < held.count(); i++) {
            FutureTask<AutoCloseable> peer = peerOf(listener, tls);
            held.keep(layered(tls, listener.accept(), false)).startHandshake();
            held.peer(i, peer.get());
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A client of TLS 1.2: in 1.3 it would leave the server's session tickets unread, and closing would be a reset. */
    private static FutureTask<AutoCloseable> peerOf(ServerSocket listener, SSLSocketFactory tls) {
        return inBackground(() -> {
            Socket plain = new Socket(listener.getInetAddress(), listener.getLocalPort());
            SSLSocket socket = layered(tls, plain, true);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            return leaving(plain, socket);
        });
    }

    /** Keeps the layer over the socket as long as the socket: up to JDK 18 its finalizer closes both. */
    private static AutoCloseable leaving(Socket plain, SSLSocket layer) {
        return () -> {
            plain.close();
            layer.close();
        };
    }

    private static SSLSocket layered(SSLSocketFactory tls, Socket plain, boolean client) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, "localhost", plain.getPort(), true);
        socket.setUseClientMode(client);
        return socket;
    }

    private static <T> FutureTask<T> inBackground(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        new Thread(task, "tls-peer").start();
        return task;
    }

    private static SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream in = new FileInputStream(System.getProperty("it.keystore"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
