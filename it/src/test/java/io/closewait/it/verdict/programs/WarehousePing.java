package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Asks over a SocketChannel whether a warehouse is there, and forgets the channel. */
public final class WarehousePing {
    private WarehousePing() {}

    public static void main(String[] args) throws IOException {
        LeavingServer warehouse = LeavingServer.greeting("here\n");
        for (int i = 0; i < 6; i++) {
            if (!isThere(warehouse.address())) {
                throw new IOException("not there");
            }
        }
        Stage.hold();
    }

    private static boolean isThere(SocketAddress warehouse) throws IOException {
        SocketChannel channel = SocketChannel.open(warehouse); // look here
        return channel.read(ByteBuffer.allocate(5)) > 0;
    }
}
