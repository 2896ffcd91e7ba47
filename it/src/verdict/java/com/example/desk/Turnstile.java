/*
 * library: a hand-made TLS server, acceptor that shakes hands
 * leak: NEVER_ACCEPTED x4
 */
package com.example.desk;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.example.stage.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * The accepting thread shakes hands before it gives the connection away, and a monitor only connects. After
 * OPCFoundation/UA-Java-Legacy#13.
 */
public final class Turnstile {
    private Turnstile() {}

    public static void main(String[] args) throws Exception {
        SSLServerSocket listener = (SSLServerSocket)
                Tls.server().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ExecutorService workers = Executors.newFixedThreadPool(4);
        new Thread(() -> accept(listener, workers), "acceptor").start();
        Clients monitor = Clients.connect(1, listener.getLocalPort()).stay();
        Clients.speakAndLeave(4, listener.getLocalPort(), "hello\n");
        Stage.hold();
        monitor.leave();
    }

    private static void accept(SSLServerSocket listener, ExecutorService workers) {
        while (true) {
            try {
                SSLSocket client = (SSLSocket) listener.accept();
                client.startHandshake(); // look here
                workers.execute(() -> serve(client));
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }

    private static void serve(SSLSocket client) {
        try (SSLSocket closed = client) {
            closed.getOutputStream().write(closed.getInputStream().read());
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}
