package io.closewait.core.diagnose;

import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/** Leaks of one origin that ended since the last report. Immutable. */
public final class EndedLeak {
    public final @Nullable Site openingSite;
    /** Where it was closed; null when the GC did. */
    public final @Nullable Site closedSite;

    public final boolean byCollector;
    public final int count;
    /** The longest time between the peer's end and the close, in milliseconds. */
    public final long longestMillis;

    public final String peer;

    EndedLeak(
            @Nullable Site openingSite,
            @Nullable Site closedSite,
            boolean byCollector,
            int count,
            long longestMillis,
            String peer) {
        this.openingSite = openingSite;
        this.closedSite = closedSite;
        this.byCollector = byCollector;
        this.count = count;
        this.longestMillis = longestMillis;
        this.peer = peer;
    }

    EndedLeak plus(long millis) {
        return new EndedLeak(openingSite, closedSite, byCollector, count + 1, Math.max(longestMillis, millis), peer);
    }
}
