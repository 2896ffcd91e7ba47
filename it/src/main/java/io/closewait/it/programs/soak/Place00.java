package io.closewait.it.programs.soak;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** The class that {@link Places} copies. */
public final class Place00 implements Place {
    @Override
    public SocketChannel connect(SocketAddress address) throws IOException {
        return SocketChannel.open(address);
    }
}
