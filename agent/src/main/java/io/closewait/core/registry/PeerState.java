package io.closewait.core.registry;

/** What the agent knows of the connection's other end. */
public enum PeerState {
    /** Nothing was heard of the peer's end: listening, not connected, or established. */
    OPEN("OPEN"),
    /** The peer's FIN arrived, our side is open: {@code CLOSE_WAIT}. */
    FIN("CLOSE_WAIT"),
    /** The peer's FIN arrived and our side is shut down too; the descriptor is still open. */
    BOTH_SHUT("BOTH_SHUT"),
    /** The peer reset the connection; the descriptor is still open. */
    RESET("RESET"),
    /** The peer of a Unix-domain socket has hung up; TCP's states do not exist there. */
    HUNG_UP("HUNG_UP");

    private final String label;

    PeerState(String label) {
        this.label = label;
    }

    /** As every report, table and event names it: as {@code ss} does where that has a name for it. */
    public String label() {
        return label;
    }
}
