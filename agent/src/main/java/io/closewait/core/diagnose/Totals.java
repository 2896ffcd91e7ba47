package io.closewait.core.diagnose;

/**
 * The numbers of a report. Immutable. For the sockets that the agent knows:
 * {@code closeWait = leaked + known + halfClosedBusy + waiting}.
 */
public final class Totals {
    /** Open sockets that the hooks saw, listeners included. */
    public final int open;
    /** Of those, in {@code CLOSE_WAIT}. */
    public final int closeWait;
    /** Of those in {@code CLOSE_WAIT}, leaks. */
    public final int leaked;
    /** Of those in {@code CLOSE_WAIT}, leaks that somebody has accepted. */
    public final int known;
    /** In {@code CLOSE_WAIT}, and the application still sends. */
    public final int halfClosedBusy;
    /** In {@code CLOSE_WAIT}, for less than {@code leakAfter}. */
    public final int waiting;
    /** Both sides shut, the descriptor still open. */
    public final int bothShut;
    /** Reset by the peer, the descriptor still open. */
    public final int reset;
    /** Unix-domain sockets whose peer has hung up, the descriptor still open. */
    public final int hungUp;
    /** Closed by the application, the descriptor still open. */
    public final int closedButHeld;
    /** Unreachable and never closed, whatever the state of the peer. */
    public final int abandoned;
    /** In {@code CLOSE_WAIT} in a backlog of ours. */
    public final int neverAccepted;
    /** In {@code CLOSE_WAIT}, and no hook saw them. */
    public final int unknownOrigin;

    public final int leakSites;
    /** The age of the oldest leak's end of peer, in milliseconds; 0 without leaks. */
    public final long oldestLeakMillis;

    public final long openedTotal;
    public final long closedTotal;
    public final long closedByCollectorTotal;
    public final long leaksEndedTotal;
    /** Sockets above the limit of records, plus stacks above the limit of sites. */
    public final long dropped;

    Totals(Counts counts) {
        open = counts.open;
        closeWait = counts.closeWait;
        leaked = counts.leaked;
        known = counts.known;
        halfClosedBusy = counts.halfClosedBusy;
        waiting = closeWait - leaked - known - halfClosedBusy;
        bothShut = counts.bothShut;
        reset = counts.reset;
        hungUp = counts.hungUp;
        closedButHeld = counts.closedButHeld;
        abandoned = counts.abandoned;
        neverAccepted = counts.neverAccepted;
        unknownOrigin = counts.unknownOrigin;
        leakSites = counts.leakSites;
        oldestLeakMillis = counts.oldestLeakMillis;
        openedTotal = counts.openedTotal;
        closedTotal = counts.closedTotal;
        closedByCollectorTotal = counts.closedByCollectorTotal;
        leaksEndedTotal = counts.leaksEndedTotal;
        dropped = counts.dropped;
    }

    /** The same numbers while they are being counted. */
    static final class Counts {
        int open;
        int closeWait;
        int leaked;
        int known;
        int halfClosedBusy;
        int bothShut;
        int reset;
        int hungUp;
        int closedButHeld;
        int abandoned;
        int neverAccepted;
        int unknownOrigin;
        int leakSites;
        long oldestLeakMillis;
        long openedTotal;
        long closedTotal;
        long closedByCollectorTotal;
        long leaksEndedTotal;
        long dropped;
    }
}
