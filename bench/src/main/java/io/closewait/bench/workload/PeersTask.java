package io.closewait.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** The other ends, in a process of their own: thousands of connections that are accepted, kept, and left on request. */
final class PeersTask implements Task {
    private final Queue<SocketChannel> accepted = new ArrayDeque<>();

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        return request.text("what").equals("listen") ? listen() : leave(request.number("count"));
    }

    private Map<String, Double> listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        Thread acceptor = new Thread(() -> accept(server), "acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
        return Map.of("port", (double) server.socket().getLocalPort());
    }

    private void accept(ServerSocketChannel server) {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                synchronized (accepted) {
                    accepted.add(channel);
                }
            }
        } catch (ClosedChannelException ended) {
            // with the process
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes so many; answers with the moment of each, by the port of the other end. */
    private Map<String, Double> leave(int count) throws IOException {
        Map<Integer, Long> left = new HashMap<>();
        synchronized (accepted) {
            for (int i = 0; i < count; i++) {
                try (SocketChannel channel = accepted.remove()) {
                    int port = ((InetSocketAddress) channel.getRemoteAddress()).getPort();
                    left.put(port, System.nanoTime());
                }
            }
        }
        Map<String, Double> answer = new HashMap<>();
        left.forEach((port, time) -> answer.put(Integer.toString(port), (double) time));
        return answer;
    }
}
