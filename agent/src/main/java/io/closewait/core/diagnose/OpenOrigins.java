package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts open sockets by origin, whatever their state. One pass over all records; lives as long as a report. */
final class OpenOrigins {
    private static final int MOST = 20;
    private static final int MAX_PEERS = 5;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Sites sites;
    private final Frames frames;
    private final long now;
    private final Map<String, Group> groups = new HashMap<>();

    private OpenOrigins(Sites sites, Frames frames, long now) {
        this.sites = sites;
        this.frames = frames;
        this.now = now;
    }

    /** Those with the most sockets first, at most twenty. */
    static List<OpenOrigin> of(Registry registry, Sites sites, Frames frames, long now) {
        OpenOrigins all = new OpenOrigins(sites, frames, now);
        registry.table().forEach(all::add);
        List<OpenOrigin> origins = new ArrayList<>();
        for (Group group : all.groups.values()) {
            origins.add(group.origin(now));
        }
        origins.sort((a, b) -> Integer.compare(b.count, a.count));
        return Collections.unmodifiableList(new ArrayList<>(origins.subList(0, Math.min(MOST, origins.size()))));
    }

    private void add(SocketRecord record) {
        if (record.isListening() || record.isAdopted()) {
            return;
        }
        record.intern(sites); // one younger than its grace is not yet
        Endpoints ends = record.endpoints();
        int port = record.isAccepted() && ends != null ? ends.localPort() : 0;
        StackTraceElement line = frames.toLookAt(record.openingSite());
        groups.computeIfAbsent(
                        record.isAccepted() + "/" + port + "/" + line,
                        key -> new Group(line, record.isAccepted(), port))
                .add(record, ends, now);
    }

    private static final class Group {
        private final @Nullable StackTraceElement line;
        private final boolean accepted;
        private final int port;
        private final Map<String, Integer> peers = new TreeMap<>();
        private int count;
        private int young;
        private long oldest = Long.MAX_VALUE;
        private long lastUse;

        Group(@Nullable StackTraceElement line, boolean accepted, int port) {
            this.line = line;
            this.accepted = accepted;
            this.port = port;
        }

        void add(SocketRecord record, @Nullable Endpoints ends, long now) {
            count++;
            young += now - record.openedAt() < MINUTE_NANOS ? 1 : 0;
            oldest = Math.min(oldest, record.openedAt());
            lastUse = Math.max(lastUse, Math.max(record.lastReadAt(), record.lastWriteAt()));
            if (ends != null && !accepted) {
                peers.merge(ends.peer(), 1, Integer::sum);
            }
        }

        OpenOrigin origin(long now) {
            return new OpenOrigin(
                    line,
                    accepted,
                    port,
                    count,
                    young,
                    Math.max(0, (now - oldest) / 1_000_000),
                    lastUse == 0 ? -1 : Math.max(0, (now - lastUse) / 1_000_000),
                    Ranking.top(peers, MAX_PEERS));
        }
    }
}
