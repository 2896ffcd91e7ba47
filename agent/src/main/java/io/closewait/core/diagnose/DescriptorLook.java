package io.closewait.core.diagnose;

import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.SocketRecord;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of one socket at this moment, asked by its descriptor: known before the detector hears of it, and,
 * unlike a census, at a cost that does not grow with the sockets of the whole machine. Used by one thread.
 */
final class DescriptorLook {
    private final SocketPoll poll = new SocketPoll();

    /** Fills in what the record does not know yet. */
    void complete(SocketFacts.Builder facts, SocketRecord record) {
        if (facts.local.isEmpty() && facts.peer.isEmpty()) { // the record may have got them since the facts were taken
            InetSocketAddress local = poll.localAddress(record.number());
            InetSocketAddress peer = poll.remoteAddress(record.number());
            facts.local = text(local);
            facts.localPort = local == null ? 0 : local.getPort();
            facts.peer = text(peer);
            facts.peerPort = peer == null ? 0 : peer.getPort();
        }
        boolean isConnected = facts.peerPort != 0; // a Unix-domain socket has no port, and its peer's end is no FIN
        if (facts.peerState == PeerState.OPEN && isConnected && !record.isInputShut() && isFinHere(record.number())) {
            facts.peerState = PeerState.FIN;
        }
    }

    private boolean isFinHere(int number) {
        try {
            int events = poll.poll(number);
            return (events & SocketPoll.POLLRDHUP) != 0 && (events & (SocketPoll.POLLHUP | SocketPoll.POLLERR)) == 0;
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static String text(@Nullable InetSocketAddress address) {
        if (address == null || address.getAddress() == null) {
            return "";
        }
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
