package io.closewait.core.diagnose;

/** The thread that runs the selector of a channel, at the time of a report. Immutable. */
public final class SelectorLoop {
    public final ThreadNow thread;
    /** Since it last began a select, in milliseconds. */
    public final long awayMillis;

    SelectorLoop(ThreadNow thread, long awayMillis) {
        this.thread = thread;
        this.awayMillis = awayMillis;
    }

    /** Whether it is in a select now, or about to be: what it is told of its channels, it hears. */
    public boolean isSelecting() {
        return thread.isWaitingForWork();
    }
}
