/*
 * library: SocketChannel, kept in a queue for each host and tested only when it is taken
 * jdk: 8
 * leak: IDLE_IN_POOL x4
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Asks depots for their parcels. A free connection is tested when somebody takes it, and nobody looks at those that stay in the queue.
 * After http4s/http4s#5899.
 */
public final class Depots {
    private final ConcurrentHashMap<InetSocketAddress, BlockingQueue<Line>> free = new ConcurrentHashMap<>();

    private Depots() {}

    public static void main(String[] args) throws Exception {
        Peer north = Peer.of(Peer.lines("", "3 parcels\n"));
        Peer south = Peer.of(Peer.lines("", "5 parcels\n"));
        Depots depots = new Depots();
        for (int round = 0; round < 3; round++) {
            depots.askTwice(north.address());
            depots.askTwice(south.address());
            Peer.pause(1300);
        }
        north.leave();
        south.leave();
        Stage.hold();
    }

    private void askTwice(InetSocketAddress depot) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Line line = take(depot); // look here
            lines.add(line);
            line.ask("parcels?\n");
        }
        for (Line line : lines) {
            free.get(depot).add(line);
        }
    }

    private Line take(InetSocketAddress depot) throws IOException {
        BlockingQueue<Line> queue = free.computeIfAbsent(depot, key -> new LinkedBlockingQueue<>());
        for (Line line = queue.poll(); line != null; line = queue.poll()) {
            if (line.answers()) {
                return line;
            }
            line.channel.close();
        }
        return new Line(depot); // look here
    }

    private static final class Line {
        private final SocketChannel channel;

        private Line(InetSocketAddress depot) throws IOException {
            channel = SocketChannel.open(depot); // look here
        }

        private int ask(String question) throws IOException {
            channel.write(ByteBuffer.wrap(question.getBytes("US-ASCII")));
            return channel.read(ByteBuffer.allocate(100));
        }

        private boolean answers() {
            try {
                return ask("there?\n") > 0;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
