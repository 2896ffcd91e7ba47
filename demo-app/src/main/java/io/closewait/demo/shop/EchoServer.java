package io.closewait.demo.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Echoes lines, closes after "bye" or when the client has gone. No mistake here. */
public final class EchoServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService pool = Executors.newCachedThreadPool(EchoServer::newWorker);

    public EchoServer() throws IOException {
        pool.execute(this::acceptClients);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void acceptClients() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                pool.execute(() -> echo(client));
            } catch (IOException closed) {
                // The loop looks at the listener.
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                client.getOutputStream().write((line + "\n").getBytes(UTF_8));
                if (line.equals("bye")) {
                    return;
                }
            }
        } catch (IOException clientGone) {
            // Closed by the try.
        }
    }

    private static Thread newWorker(Runnable work) {
        Thread thread = new Thread(work, "echo-server");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        pool.shutdown();
    }
}
