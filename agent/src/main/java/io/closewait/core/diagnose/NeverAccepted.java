package io.closewait.core.diagnose;

import io.closewait.core.kernel.BacklogQueue;
import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/** Connections whose peer left while they waited in a listener's backlog. Immutable. */
public final class NeverAccepted {
    public final BacklogQueue queue;
    /** How many connections may wait there, -1 if not known. */
    public final int limit;
    /** Where the listener was opened; null if the agent did not see it. */
    public final @Nullable Site openingSite;
    /** Where connections were accepted before; null if none ever was. */
    public final @Nullable Site acceptSite;
    /** What the thread that accepted last does now; null if none did, or it has ended. */
    public final @Nullable ThreadNow acceptor;

    NeverAccepted(
            BacklogQueue queue,
            int limit,
            @Nullable Site openingSite,
            @Nullable Site acceptSite,
            @Nullable ThreadNow acceptor) {
        this.queue = queue;
        this.limit = limit;
        this.openingSite = openingSite;
        this.acceptSite = acceptSite;
        this.acceptor = acceptor;
    }
}
