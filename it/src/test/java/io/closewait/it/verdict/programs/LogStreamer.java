package io.closewait.it.verdict.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients ask, end their side, and go on reading, as HTTP/1.0 allows; the server streams a line every 100 milliseconds. No leak.
 */
public final class LogStreamer {
    private static final int CLIENTS = 3;
    private static final int LINES = 40;
    private static final CountDownLatch READ = new CountDownLatch(CLIENTS * LINES);

    private LogStreamer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        for (int i = 0; i < CLIENTS; i++) {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            client.getOutputStream().write("GET /log HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            start("reader-" + i, () -> read(client));
            Socket accepted = listener.accept(); // look here
            start("streamer-" + i, () -> stream(accepted));
        }
        READ.await();
        Stage.hold();
    }

    private static void read(Socket client) throws IOException {
        for (int c = client.getInputStream().read();
                c != -1;
                c = client.getInputStream().read()) {
            if (c == '\n') {
                READ.countDown();
            }
        }
    }

    private static void stream(Socket client) throws IOException, InterruptedException {
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        in.transferTo(OutputStream.nullOutputStream());
        while (true) {
            out.write("all is well\n".getBytes(StandardCharsets.US_ASCII));
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void start(String name, Task task) {
        new Thread(() -> run(task), name).start();
    }

    private static void run(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }
}
