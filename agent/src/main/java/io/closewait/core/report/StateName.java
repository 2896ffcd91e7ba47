package io.closewait.core.report;

import io.closewait.core.diagnose.SocketFacts;

/** A socket's state as {@code ss} users know it. */
final class StateName {
    private StateName() {}

    static String of(SocketFacts facts) {
        switch (facts.peerState) {
            case FIN:
                return "CLOSE_WAIT";
            case BOTH_SHUT:
                return "BOTH_SHUT";
            case RESET:
                return "RESET";
            case HUNG_UP:
                return "HUNG_UP";
            default:
                return "OPEN";
        }
    }
}
