package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.kernel.Census;
import io.closewait.core.kernel.TcpRow;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds the descriptors: all open sockets but listeners, by origin, whatever their state. Immutable. */
public final class OpenOrigins {
    private static final int MOST = 20;
    private static final long SOON_MILLIS = 24 * 3_600_000L;

    /** Those with the most sockets first, at most twenty, and all that grow. */
    public final List<OpenOrigin> all;
    /** Those whose sockets only grow in number; most first. */
    public final List<OpenOrigin> growing;
    /**
     * When the process has no descriptor left, in milliseconds from now, if {@link #growing} go on as in the last minutes; -1 if
     * none does, or the limit is not known.
     */
    public final long exhaustedInMillis;

    private OpenOrigins(List<OpenOrigin> sorted, Census census) {
        List<OpenOrigin> shown = new ArrayList<>();
        List<OpenOrigin> growers = new ArrayList<>();
        double perMinute = 0;
        for (OpenOrigin origin : sorted) {
            if (origin.isGrowing || shown.size() < MOST) {
                shown.add(origin);
            }
            if (origin.isGrowing) {
                growers.add(origin);
                perMinute += Math.max(0, origin.growth.perMinute());
            }
        }
        this.all = Collections.unmodifiableList(shown);
        this.growing = Collections.unmodifiableList(growers);
        long left = Math.max(0, census.descriptorLimit() - census.descriptorCount());
        boolean isKnown = census.isAvailable() && census.descriptorLimit() > 0;
        this.exhaustedInMillis = isKnown && perMinute > 0 ? (long) (left * 60_000.0 / perMinute) : -1;
    }

    /** Whether the descriptors are used up within a day. */
    public boolean isExhaustedSoon() {
        return exhaustedInMillis >= 0 && exhaustedInMillis < SOON_MILLIS;
    }

    /** Counts the sockets of one moment. One pass over all records; lives as long as a report. */
    static final class Counting {
        private final Sites sites;
        private final Frames frames;
        private final Census census;
        private final Map<Integer, Site> listeners;
        private final long now;
        private final Map<String, OpenOrigin.Counting> origins = new HashMap<>();
        private final Map<String, List<OpenOrigin.Counting>> byLine = new HashMap<>();
        private final IdentityHashMap<Site, String> lines = new IdentityHashMap<>();

        /**
         * @param listeners where they were opened, by port
         * @param now by the registry's clock
         */
        Counting(Sites sites, Frames frames, Census census, Map<Integer, Site> listeners, long now) {
            this.sites = sites;
            this.frames = frames;
            this.census = census;
            this.listeners = listeners;
            this.now = now;
        }

        OpenOrigins count(Registry registry, OpenHistory history) {
            registry.table().forEach(this::add);
            for (Site site : history.sites()) {
                // An origin's sockets are closed and opened anew, from other stacks that lead to the same line.
                for (OpenOrigin.Counting origin : byLine.getOrDefault(lineOf(site), Collections.emptyList())) {
                    origin.addFormer(site);
                }
            }
            return new OpenOrigins(sorted(origins.values(), history), census);
        }

        private List<OpenOrigin> sorted(Collection<OpenOrigin.Counting> counted, OpenHistory history) {
            List<OpenOrigin> sorted = new ArrayList<>();
            for (OpenOrigin.Counting origin : counted) {
                sorted.add(origin.counted(history, now / 1_000_000, census.descriptorLimit()));
            }
            sorted.sort((a, b) -> Integer.compare(b.count, a.count));
            return sorted;
        }

        private void add(SocketRecord record) {
            if (record.isListening() || record.isAdopted()) {
                return;
            }
            record.intern(sites); // one younger than its grace is not yet
            Endpoints ends = record.endpoints();
            TcpRow row = census.row(record.number());
            int port = !record.isAccepted() ? 0 : ends != null ? ends.localPort() : row == null ? 0 : row.localPort();
            String peer = ends != null ? ends.peer() : row == null ? "" : row.peer();
            origin(record.openingSite(), record.isAccepted(), port)
                    .add(
                            record.openingSite(),
                            millisSince(record.openedAt()),
                            millisSince(
                                    Math.max(record.openedAt(), Math.max(record.lastReadAt(), record.lastWriteAt()))),
                            record.isAccepted() ? hostOf(peer) : peer,
                            row == null
                                    ? record.peerState().label()
                                    : row.state().name(),
                            record.isLeaked());
        }

        private OpenOrigin.Counting origin(@Nullable Site site, boolean accepted, int port) {
            String line = lineOf(site);
            return origins.computeIfAbsent(line + "/" + accepted + "/" + port, key -> {
                Site listener = accepted && frames.application(site) == null ? listeners.get(port) : null;
                StackTraceElement opened = frames.application(listener);
                OpenOrigin.Counting origin = opened == null
                        ? new OpenOrigin.Counting(frames.toLookAt(site), null, accepted, port)
                        : new OpenOrigin.Counting(opened, listener, accepted, port);
                byLine.computeIfAbsent(line, unused -> new ArrayList<>()).add(origin);
                return origin;
            });
        }

        private String lineOf(@Nullable Site site) {
            return site == null
                    ? ""
                    : lines.computeIfAbsent(site, unused -> {
                        StackTraceElement line = frames.toLookAt(site);
                        return line == null ? "#" + site.id() : line.toString();
                    });
        }

        /** A client's port says nothing, and there are as many as connections. */
        private static String hostOf(String peer) {
            int colon = peer.lastIndexOf(':');
            return colon > 0 ? peer.substring(0, colon) : peer;
        }

        private long millisSince(long time) {
            return Math.max(0, (now - time) / 1_000_000);
        }
    }
}
