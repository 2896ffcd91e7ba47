package io.closewait.core.registry;

/** What the agent knows of the connection's other end. */
public enum PeerState {
    /** Nothing was heard of the peer's end: listening, not connected, or established. */
    OPEN,
    /** The peer's FIN arrived, our side is open: {@code CLOSE_WAIT}. */
    FIN,
    /** The peer's FIN arrived and our side is shut down too; the descriptor is still open. */
    BOTH_SHUT,
    /** The peer reset the connection; the descriptor is still open. */
    RESET,
    /** The peer of a Unix-domain socket has hung up; TCP's states do not exist there. */
    HUNG_UP
}
