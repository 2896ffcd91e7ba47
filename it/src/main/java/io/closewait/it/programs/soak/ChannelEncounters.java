package io.closewait.it.programs.soak;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What {@code SocketChannel} goes through, over TCP and Unix-domain sockets, blocking and with a selector. */
@SuppressWarnings("ThreadPriorityCheck") // yields: a sleep would be too long
final class ChannelEncounters {
    private ChannelEncounters() {}

    static void addTo(List<Encounter> encounters, boolean unixDomain) {
        encounters.add(pair -> talkAndClose(Connection.ofChannels(pair)));
        encounters.add(pair -> peerClosesFirst(Connection.ofChannels(pair)));
        encounters.add(pair -> Connection.ofChannels(pair).closeTogether(pair));
        encounters.add(ChannelEncounters::closeRacesRead);
        encounters.add(ChannelEncounters::closeRacesConnect);
        encounters.add(ChannelEncounters::interruptDuringRead);
        encounters.add(ChannelEncounters::talkBySelector);
        encounters.add(ChannelEncounters::closeRacesSelector);
        if (unixDomain) {
            encounters.add(pair -> talkAndClose(ofUnixDomain(pair)));
            encounters.add(pair -> peerClosesFirst(ofUnixDomain(pair)));
            encounters.add(pair -> ofUnixDomain(pair).closeTogether(pair));
        }
    }

    private static Connection<SocketChannel> ofUnixDomain(Pair pair) throws Exception {
        ServerSocketChannel listener = pair.listeners().unixDomain;
        if (listener == null) {
            throw new IllegalStateException("this JDK has no Unix-domain sockets");
        }
        return Connection.ofChannels(listener);
    }

    private static void talkAndClose(Connection<SocketChannel> connection) throws Exception {
        try {
            connection.client.write(ByteBuffer.allocate(1));
            SocketEncounters.expect(1, connection.accepted.read(ByteBuffer.allocate(1)));
        } finally {
            connection.close();
        }
    }

    private static void peerClosesFirst(Connection<SocketChannel> connection) throws Exception {
        try {
            connection.accepted.close();
            SocketEncounters.expect(-1, connection.client.read(ByteBuffer.allocate(1)));
        } finally {
            connection.close();
        }
    }

    private static void closeRacesRead(Pair pair) throws Exception {
        try (Connection<SocketChannel> connection = Connection.ofChannels(pair)) {
            pair.together(connection::close, () -> connection.client.read(ByteBuffer.allocate(1)));
        }
    }

    private static void closeRacesConnect(Pair pair) throws Exception {
        try (SocketChannel client = SocketChannel.open()) {
            pair.together(
                    client::close,
                    () -> client.connect(pair.listeners().doubtful.getLocalAddress()));
        }
        pair.listeners().dismissDoubtful();
    }

    /** The JDK then closes the channel, on the thread that interrupts. */
    private static void interruptDuringRead(Pair pair) throws Exception {
        try (Connection<SocketChannel> connection = Connection.ofChannels(pair)) {
            AtomicReference<@Nullable Thread> reader = new AtomicReference<>();
            Future<Integer> reading = pair.rival(() -> {
                reader.set(Thread.currentThread());
                Pair.lose(() -> connection.client.read(ByteBuffer.allocate(1)));
                return Thread.interrupted() ? 1 : 0;
            });
            Thread found = reader.get();
            while (found == null) {
                Thread.yield();
                found = reader.get();
            }
            found.interrupt();
            connection.accepted.close(); // on JDK 8 the interrupt alone may get lost, and the reader stay in its read
            SocketEncounters.expect(1, reading.get());
        }
    }

    private static void talkBySelector(Pair pair) throws Exception {
        Selector selector = pair.selector();
        try (Connection<SocketChannel> connection = Connection.ofChannels(pair)) {
            connection.accepted.configureBlocking(false);
            SelectionKey key = connection.accepted.register(selector, SelectionKey.OP_READ);
            connection.client.write(ByteBuffer.allocate(1));
            while (!key.isReadable()) {
                selector.select();
                selector.selectedKeys().clear();
            }
            SocketEncounters.expect(1, connection.accepted.read(ByteBuffer.allocate(1)));
        }
        selector.selectNow(); // only now is the descriptor closed
    }

    /** The rival closes a channel while the worker's selector looks after it: whoever is last closes the descriptor. */
    private static void closeRacesSelector(Pair pair) throws Exception {
        Selector selector = pair.selector();
        try (Connection<SocketChannel> connection = Connection.ofChannels(pair)) {
            connection.client.configureBlocking(false);
            connection.client.register(selector, SelectionKey.OP_READ);
            pair.together(selector::selectNow, connection.client::close);
        }
        selector.selectNow();
    }
}
