package io.closewait.core.jdk;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What the detector asks about one descriptor. One instance for one thread. */
public interface SocketProbe {
    /** The events among {@link SocketPoll}'s constants that hold now. */
    int poll(int number) throws IOException;

    /** The same, and none if the descriptor was closed meanwhile. */
    default int pollQuietly(int number) {
        try {
            return poll(number);
        } catch (IOException closedMeanwhile) {
            return 0;
        }
    }

    /** Whether the connection is in CLOSE_WAIT; false where that is not known. */
    boolean isInCloseWait(int number);

    /** The local address, or null when the descriptor has none. */
    @Nullable
    InetSocketAddress localAddress(int number);

    /** The peer's address, or null when the descriptor has none. */
    @Nullable
    InetSocketAddress remoteAddress(int number);
}
