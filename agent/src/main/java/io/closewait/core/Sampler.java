package io.closewait.core;

import io.closewait.core.detect.Detector;
import io.closewait.core.diagnose.History;
import io.closewait.core.diagnose.OpenHistory;
import io.closewait.core.registry.ClosedFirst;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.schedule.CostShare;
import java.util.IdentityHashMap;
import java.util.function.LongSupplier;

/**
 * Notes the counts once a second. That costs no system call; of healthy sockets a few are looked at, for the rates of their
 * origins. Used by the reporter's thread only, but for the history.
 */
final class Sampler {
    private static final long EVERY_MILLIS = 1000;
    /** Counting the open sockets by site may take one part in so many of a processor's time. */
    private static final long COUNTING_SHARE = 4000;

    private final Registry registry;
    private final Sites sites;
    private final Detector detector;
    private final History history = new History();
    private final OpenHistory openHistory;
    private final LongSupplier clock;
    private final long started;
    private long nextMillis;
    private final CostShare countCost = new CostShare(COUNTING_SHARE);
    private long nextCountMillis;
    private int open;
    private int leaked;
    private long closedFirstInLastMinute;

    /**
     * @param openHistory where the open sockets are noted, by site
     * @param clock nanoseconds that never run backwards
     */
    Sampler(Registry registry, Sites sites, Detector detector, OpenHistory openHistory, LongSupplier clock) {
        this.clock = clock;
        this.started = clock.getAsLong();
        this.openHistory = openHistory;
        this.registry = registry;
        this.sites = sites;
        this.detector = detector;
    }

    History history() {
        return history;
    }

    /** Open sockets at the last sample. */
    int open() {
        return open;
    }

    /** Of those in {@code CLOSE_WAIT} at the last sample, leaks. */
    int leaked() {
        return leaked;
    }

    /** Connections that this side closed first, by the last sample. */
    long closedFirstInLastMinute() {
        return closedFirstInLastMinute;
    }

    /** Called by the reporter's thread, as often as it likes. */
    void sample() {
        long atMillis = (clock.getAsLong() - started) / 1_000_000;
        if (atMillis < nextMillis) {
            return;
        }
        nextMillis = atMillis + EVERY_MILLIS;
        sample(atMillis);
    }

    /** The same, however short ago the last sample was taken. */
    void sampleNow() {
        sample((clock.getAsLong() - started) / 1_000_000);
    }

    private void sample(long atMillis) {
        registry.countClosed(sites);
        closedFirstInLastMinute = 0;
        for (ClosedFirst connections : registry.closedFirst()) {
            closedFirstInLastMinute += connections.lastMinute;
        }
        int peerClosed = 0;
        int leaks = 0;
        for (SocketRecord record : detector.peerClosed()) {
            // As in the totals of a report: CLOSE_WAIT, not what both sides have ended, not what the census counts.
            boolean isCloseWait = record.peerState() == PeerState.FIN && !record.isOutputShut();
            if (isCloseWait && !record.isClosed() && !record.isAdopted()) {
                peerClosed++;
                leaks += record.isLeaked() ? 1 : 0;
            }
        }
        open = registry.open();
        leaked = leaks;
        history.add(new History.Point(atMillis, open, peerClosed, leaked));
        if (atMillis >= nextCountMillis) {
            countOpen(atMillis);
        }
    }

    private void countOpen(long atMillis) {
        long began = clock.getAsLong();
        IdentityHashMap<Site, Integer> counts = new IdentityHashMap<>();
        registry.table().forEach(record -> {
            Site site = record.isListening() || record.isAdopted() ? null : record.openingSite();
            if (site != null) {
                counts.merge(site, 1, Integer::sum);
            }
        });
        openHistory.add(registry.clock().advance() / 1_000_000, counts);
        countCost.done(clock.getAsLong() - began, open);
        // A turn may come some milliseconds late: half a second less keeps the steps equal.
        nextCountMillis =
                atMillis + Math.max(openHistory.stepMillis() - EVERY_MILLIS / 2, countCost.pause(open) / 1_000_000);
    }
}
