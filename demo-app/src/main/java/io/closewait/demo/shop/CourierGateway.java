package io.closewait.demo.shop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Talks to couriers. The mistake: it closes its channels and no longer runs the selector they are registered with, and
 * only the next selection gives the descriptors back.
 */
public final class CourierGateway implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final List<SocketChannel> couriers = new ArrayList<>();

    public CourierGateway() throws IOException {}

    public void dial(InetSocketAddress courier) throws IOException {
        SocketChannel channel = SocketChannel.open(courier);
        // "No TIME_WAIT, please". Without it close() would send a FIN from JDK 11 on, which ends CLOSE_WAIT though
        // the descriptor is just as lost.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        couriers.add(channel);
    }

    /** Reads until every courier has said goodbye. */
    public void listen() throws IOException {
        int[] gone = {0};
        while (gone[0] < couriers.size()) {
            selector.select(key -> gone[0] += readReport(key));
        }
    }

    private static int readReport(SelectionKey key) {
        try {
            if (((SocketChannel) key.channel()).read(ByteBuffer.allocate(64)) >= 0) {
                return 0;
            }
        } catch (IOException broken) {
            // Gone as well.
        }
        key.interestOps(0);
        return 1;
    }

    public int hangUp() throws IOException {
        for (SocketChannel courier : couriers) {
            courier.close();
        }
        return (int) couriers.stream().filter(courier -> !courier.isOpen()).count();
    }

    /** What should have followed at once. */
    public void runSelector() throws IOException {
        selector.selectNow();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
