package io.closewait.core.detect;

import io.closewait.core.pattern.PatternRule;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import java.time.Duration;
import java.util.List;

/** How long a peer-closed socket may stay open before it is a leak: one time for all, others for some. Immutable. */
public final class LeakAfter {
    private final long nanos;
    private final List<PatternRule<Duration>> exceptions;

    /** The first of the exceptions that picks a socket counts. */
    public LeakAfter(long nanos, List<PatternRule<Duration>> exceptions) {
        this.nanos = nanos;
        this.exceptions = exceptions;
    }

    long nanosFor(SocketRecord record) {
        if (exceptions.isEmpty()) {
            return nanos;
        }
        Site site = record.openingSite();
        Endpoints endpoints = record.endpoints();
        for (PatternRule<Duration> exception : exceptions) {
            boolean isMeant = exception
                    .pattern()
                    .matches(
                            site == null ? null : site.frames(),
                            endpoints == null ? "" : endpoints.peer(),
                            endpoints == null ? 0 : endpoints.localPort(),
                            endpoints == null ? 0 : endpoints.peerPort());
            if (isMeant) {
                return exception.value().toNanos();
            }
        }
        return nanos;
    }
}
