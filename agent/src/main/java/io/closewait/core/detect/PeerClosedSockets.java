package io.closewait.core.detect;

import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sockets whose peer's end was seen, until they are closed: some become leaks meanwhile. Safe for use by several threads. */
final class PeerClosedSockets {
    /** How many further sockets of a site that leaked get full evidence. */
    private static final int SUSPECTS = 100;

    private final CoarseClock clock;
    private final Sites sites;
    private final LeakRule rule;
    private final LeakListener listener;
    private final Set<SocketRecord> records = Collections.newSetFromMap(new ConcurrentHashMap<>());

    PeerClosedSockets(CoarseClock clock, Sites sites, LeakRule rule, LeakListener listener) {
        this.clock = clock;
        this.sites = sites;
        this.rule = rule;
        this.listener = listener;
    }

    void add(SocketRecord record) {
        records.add(record);
    }

    /** Those that were open at the last check. */
    Set<SocketRecord> records() {
        return Collections.unmodifiableSet(records);
    }

    /** Which of them have become leaks, and which leaks have ended. */
    synchronized void check() {
        if (records.isEmpty()) {
            return;
        }
        long now = clock.advance();
        for (Iterator<SocketRecord> all = records.iterator(); all.hasNext(); ) {
            SocketRecord record = all.next();
            if (record.isClosed()) {
                all.remove();
                if (record.isLeaked()) {
                    record.intern(sites);
                    listener.leakEnded(record);
                }
            } else if (!record.isLeaked() && rule.isLeak(record, now)) {
                record.markLeaked();
                suspect(record.openingSite());
                listener.leaked(record);
            }
        }
    }

    private static void suspect(@Nullable Site site) {
        if (site != null) {
            site.suspect(SUSPECTS);
        }
    }
}
