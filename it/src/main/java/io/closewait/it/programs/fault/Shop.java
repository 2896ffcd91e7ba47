package io.closewait.it.programs.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application's ordinary traffic: a server that echoes bytes, clients of it, and connections that it forgets. */
public final class Shop implements Closeable {
    private final ServerSocket server;
    private final List<Closeable> forgotten = new ArrayList<>();

    public Shop() throws IOException {
        this(new ServerSocket(0, 200, loopback()));
    }

    private Shop(ServerSocket server) {
        this.server = server;
        Thread thread = new Thread(this::serve, "shop");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its connections are accepted by a channel, as they must be where {@code Socket} has an implementation that only connects. */
    static Shop ofChannel() throws IOException {
        return new Shop(ServerSocketChannel.open()
                .bind(new InetSocketAddress(loopback(), 0), 200)
                .socket());
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** A client that never asks, because it failed on the way, keeps nobody else waiting. */
    private void serve() {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(null, task, "shop", 0);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((ended, error) -> {}); // of one client
            return thread;
        });
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> answer(client));
            } catch (IOException | OutOfMemoryError clientLeft) {
                // the next one may stay
            }
        }
    }

    private static void answer(Socket client) {
        try (Socket open = client) {
            int order = open.getInputStream().read();
            if (order >= 0) {
                open.getOutputStream().write(order);
            }
        } catch (IOException | OutOfMemoryError clientLeft) {
            // as above
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** So many orders, by sockets and channels in turn. Returns the sum of the answers, which is that of the orders. */
    public int trade(int orders) throws IOException {
        int sum = 0;
        for (int i = 0; i < orders; i++) {
            sum += i % 2 == 0 ? bySocket(i % 100) : byChannel(i % 100);
        }
        return sum;
    }

    public int bySocket(int order) throws IOException {
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            socket.getOutputStream().write(order);
            return socket.getInputStream().read();
        }
    }

    public int byChannel(int order) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address())) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) order}));
            ByteBuffer answer = ByteBuffer.allocate(1);
            channel.read(answer);
            return answer.get(0);
        }
    }

    /** The code to blame: gets its answer, after which the peer leaves, and keeps the connection. */
    public void forget(int orders) throws IOException {
        for (int i = 0; i < orders; i++) {
            Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
            socket.getOutputStream().write(i);
            socket.getInputStream().read();
            forgotten.add(socket);
        }
    }

    /** Closes what was forgotten, and the server. */
    @Override
    public void close() throws IOException {
        for (Closeable one : forgotten) {
            one.close();
        }
        server.close();
    }

    static Shop open() {
        try {
            return new Shop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
