package io.closewait.bench.workload;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** HTTP clients in a process of their own, each asking again as soon as it is answered. */
final class LoadTask implements Task {
    private static final int CLIENTS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        int port = request.number("port");
        int requests = request.number("requests") / CLIENTS;
        boolean keepAlive = request.flag("keepAlive");
        long start = System.nanoTime();
        List<Future<long[]>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            running.add(threads.submit(
                    () -> keepAlive ? onOneConnection(port, requests) : aConnectionEach(port, requests)));
        }
        long[] all = {};
        for (Future<long[]> each : running) {
            long[] took = each.get();
            all = Arrays.copyOf(all, all.length + took.length);
            System.arraycopy(took, 0, all, all.length - took.length, took.length);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(all);
        return Map.of("throughput", all.length / seconds, "p99", (double) all[(int) (all.length * 0.99)]);
    }

    private static long[] onOneConnection(int port, int requests) throws IOException {
        try (Socket socket = connect(port)) {
            long[] took = new long[requests];
            for (int i = 0; i < requests; i++) {
                long start = System.nanoTime();
                ask(socket, "keep-alive");
                took[i] = System.nanoTime() - start;
            }
            return took;
        }
    }

    private static long[] aConnectionEach(int port, int requests) throws IOException {
        long[] took = new long[requests];
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            try (Socket socket = connect(port)) {
                ask(socket, "close");
            }
            took[i] = System.nanoTime() - start;
        }
        return took;
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void ask(Socket socket, String connection) throws IOException {
        socket.getOutputStream()
                .write(("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: " + connection + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[4096];
        int length = 0;
        int needed = buffer.length;
        InputStream in = socket.getInputStream();
        while (length < needed) {
            int n = in.read(buffer, length, buffer.length - length);
            if (n < 0) {
                throw new IOException("the server closed after " + length + " bytes");
            }
            length += n;
            int headerEnd = endOfHeader(buffer, length);
            if (headerEnd > 0) {
                // The servers' bodies are all of this length.
                needed = headerEnd + 1000;
            }
        }
    }

    private static int endOfHeader(byte[] buffer, int length) {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }
}
