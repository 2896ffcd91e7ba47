package io.closewait.it.programs.soak;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** A line of code that connects. */
public interface Place {
    SocketChannel connect(SocketAddress address) throws IOException;
}
