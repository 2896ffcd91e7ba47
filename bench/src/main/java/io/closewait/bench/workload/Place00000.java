package io.closewait.bench.workload;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** The place that {@link PlaceCopies} copies, which count its name on. */
public final class Place00000 implements Place {
    @Override
    public SocketChannel open(SocketAddress peer) throws IOException {
        return SocketChannel.open(peer);
    }
}
