package io.closewait.core.detect;

import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.SocketRecord;

/** What poll's events say about the peer, and from when on a socket is a leak. Knows neither time nor kernel by itself. */
final class LeakRule {
    private volatile LeakAfter leakAfter;

    LeakRule(LeakAfter leakAfter) {
        this.leakAfter = leakAfter;
    }

    /** How long a peer-closed socket stays open before it is a leak, from now on. */
    void leakAfter(LeakAfter newLeakAfter) {
        leakAfter = newLeakAfter;
    }

    /** Whether the record's socket, which is open, has been of no use for so long that it is a leak. */
    boolean isLeak(SocketRecord record, long now) {
        if (record.closedByApplicationAt() != 0) {
            return isHeldTooLong(record, now);
        }
        if (record.peerState() == PeerState.OPEN) {
            return false;
        }
        // Half-close exists so that an application can still stream its answer: while it writes, it is no leak.
        long quietSince =
                record.peerState() == PeerState.FIN ? Math.max(record.finAt(), record.lastWriteAt()) : record.finAt();
        return now - quietSince >= leakAfter.nanosFor(record);
    }

    /** Whether a channel that was closed while registered with a selector should have been freed by now. */
    boolean isHeldTooLong(SocketRecord record, long now) {
        return now - record.closedByApplicationAt() >= leakAfter.nanosFor(record);
    }

    /**
     * The peer's state after these events.
     *
     * @param isInCloseWait asked of a socket whose input was shut down only
     */
    static PeerState stateAfter(SocketRecord record, int events, boolean isInCloseWait) {
        if ((events & SocketPoll.POLLNVAL) != 0 || (events & SocketPoll.POLLRDHUP) == 0) {
            return record.peerState();
        }
        Endpoints endpoints = record.endpoints();
        if (endpoints != null && endpoints.isUnixDomain()) {
            return PeerState.HUNG_UP;
        }
        if ((events & SocketPoll.POLLERR) != 0) {
            return PeerState.RESET;
        }
        if ((events & SocketPoll.POLLHUP) == 0) {
            // After our own shutdown of the input, POLLRDHUP holds whatever the peer does.
            return record.isInputShut() && !isInCloseWait ? record.peerState() : PeerState.FIN;
        }
        // Both directions are over. After our own FIN that is an orderly end; without it, it was a reset whose error
        // the
        // application has already been given.
        return record.isOutputShut() || record.closedByApplicationAt() != 0 ? PeerState.BOTH_SHUT : PeerState.RESET;
    }
}
