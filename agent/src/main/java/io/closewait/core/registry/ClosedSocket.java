package io.closewait.core.registry;

import io.closewait.core.jdk.Owners;
import io.closewait.core.jdk.SocketPoll;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One of the sample of closed sockets, with what only its descriptor knew. Immutable. */
final class ClosedSocket {
    final SocketRecord record;
    /** Null if it had none, or its descriptor was closed already. */
    final @Nullable InetSocketAddress peer;
    /** Whether this side closed first, so that the connection goes to {@code TIME_WAIT}. */
    final boolean first;

    private ClosedSocket(SocketRecord record, @Nullable InetSocketAddress peer, boolean first) {
        this.record = record;
        this.peer = peer;
        this.first = first;
    }

    /** Of a socket whose descriptor is about to be closed: two system calls, for a few sockets a second. */
    static ClosedSocket ofOpen(SocketRecord record) {
        SocketPoll poll = new SocketPoll();
        int events = events(poll, record.number());
        InetSocketAddress peer = poll.remoteAddress(record.number());
        if (peer == null && record.uses() > 0) {
            // The JDK shuts down the output before it closes (13 and later), and the peer's FIN may have come since.
            // The kernel names the peer no more then. A socket that was used had a peer: the object still names it.
            peer = Owners.peer(record.get());
        }
        boolean isPeerFirst = (events & SocketPoll.POLLRDHUP) != 0 && (events & SocketPoll.POLLHUP) == 0;
        // After our own shutdown of the input the kernel says the same as after the peer's FIN.
        boolean isFirst = record.wasClosedFirst() && (!isPeerFirst || record.isInputShut());
        return new ClosedSocket(record, peer, peer != null && isFirst);
    }

    /** Of a socket whose close was not seen: the number is another one's by now. */
    static ClosedSocket ofGone(SocketRecord record) {
        return new ClosedSocket(record, null, record.wasClosedFirst());
    }

    /** From its opening to its close, in milliseconds. */
    double lifetimeMillis() {
        return Math.max(0, record.closedAt() - record.openedAt()) / 1e6;
    }

    private static int events(SocketPoll poll, int number) {
        try {
            return poll.poll(number);
        } catch (IOException notKnown) {
            return 0;
        }
    }
}
