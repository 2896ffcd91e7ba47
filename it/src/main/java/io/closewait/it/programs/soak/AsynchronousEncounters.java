package io.closewait.it.programs.soak;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.List;
import java.util.concurrent.Future;

/** What {@code AsynchronousSocketChannel} goes through. */
final class AsynchronousEncounters {
    private AsynchronousEncounters() {}

    static void addTo(List<Encounter> encounters) {
        encounters.add(AsynchronousEncounters::talkAndClose);
        encounters.add(AsynchronousEncounters::peerClosesFirst);
        encounters.add(pair -> Connection.ofAsynchronousChannels(pair).closeTogether(pair));
        encounters.add(AsynchronousEncounters::closeWithPendingRead);
        encounters.add(AsynchronousEncounters::cancelOfPendingRead);
        encounters.add(AsynchronousEncounters::closeRacesConnect);
    }

    private static void talkAndClose(Pair pair) throws Exception {
        try (Connection<AsynchronousSocketChannel> connection = Connection.ofAsynchronousChannels(pair)) {
            Future<Integer> read = connection.accepted.read(ByteBuffer.allocate(1));
            connection.client.write(ByteBuffer.allocate(1)).get();
            SocketEncounters.expect(1, read.get());
        }
    }

    private static void peerClosesFirst(Pair pair) throws Exception {
        try (Connection<AsynchronousSocketChannel> connection = Connection.ofAsynchronousChannels(pair)) {
            Future<Integer> read = connection.client.read(ByteBuffer.allocate(1));
            connection.accepted.close();
            SocketEncounters.expect(-1, read.get());
        }
    }

    private static void closeWithPendingRead(Pair pair) throws Exception {
        try (Connection<AsynchronousSocketChannel> connection = Connection.ofAsynchronousChannels(pair)) {
            Future<Integer> read = connection.client.read(ByteBuffer.allocate(1));
            pair.together(connection.client::close, read::get);
        }
    }

    /** Which closes the channel, because bytes might be lost. */
    private static void cancelOfPendingRead(Pair pair) throws Exception {
        try (Connection<AsynchronousSocketChannel> connection = Connection.ofAsynchronousChannels(pair)) {
            Future<Integer> read = connection.client.read(ByteBuffer.allocate(1));
            pair.together(() -> read.cancel(true), connection.accepted::close);
        }
    }

    private static void closeRacesConnect(Pair pair) throws Exception {
        try (AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
            pair.together(
                    client::close,
                    () -> client.connect(pair.listeners().doubtful.getLocalAddress())
                            .get());
        }
        pair.listeners().dismissDoubtful();
    }
}
