package io.closewait.bench.workload;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** A place in the code that opens connections. Public, because its copies are in another loader. */
public interface Place {
    SocketChannel open(SocketAddress peer) throws IOException;
}
