package io.closewait.core.registry;

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
        InetSocketAddress peer = poll.remoteAddress(record.number());
        return new ClosedSocket(record, peer, peer != null && record.wasClosedFirst() && !isFinHere(poll, record));
    }

    /** Of a socket whose close was not seen: the number is another one's by now. */
    static ClosedSocket ofGone(SocketRecord record) {
        return new ClosedSocket(record, null, record.wasClosedFirst());
    }

    /** Whether the peer's FIN waits there unread. After our own shutdown of the input the kernel does not tell. */
    private static boolean isFinHere(SocketPoll poll, SocketRecord record) {
        try {
            return !record.isInputShut() && (poll.poll(record.number()) & SocketPoll.POLLRDHUP) != 0;
        } catch (IOException notKnown) {
            return false;
        }
    }
}
