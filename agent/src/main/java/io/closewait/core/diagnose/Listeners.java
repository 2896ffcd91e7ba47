package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.kernel.BacklogQueue;
import io.closewait.core.kernel.Census;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The application's listeners and what waits in their backlogs, as a census found them. Lives as long as one report. */
final class Listeners {
    private final Registry registry;
    private final Sites sites;
    private final Kernel kernel;
    private final Census census;
    private final Frames frames;

    Listeners(Registry registry, Sites sites, Kernel kernel, Census census, Frames frames) {
        this.registry = registry;
        this.sites = sites;
        this.kernel = kernel;
        this.census = census;
        this.frames = frames;
    }

    /** Where they were opened, by their port. */
    Map<Integer, Site> openingSites() {
        Map<Integer, Site> byPort = new HashMap<>();
        for (BacklogQueue queue : census.backlogs()) {
            SocketRecord listener = record(queue);
            if (listener != null && listener.openingSite() != null) {
                byPort.put(queue.port(), listener.openingSite());
            }
        }
        return byPort;
    }

    /** Those with connections in their backlog whose peer has left. */
    List<NeverAccepted> neverAccepted(ThreadSnapshots threads) {
        List<NeverAccepted> all = new ArrayList<>();
        for (BacklogQueue queue : census.backlogs()) {
            if (queue.peerClosed() > 0) {
                SocketRecord listener = record(queue);
                all.add(new NeverAccepted(
                        queue,
                        kernel.backlogLimit(listener == null ? 0 : listener.backlog()),
                        listener == null ? null : listener.openingSite(),
                        listener == null ? null : listener.acceptSite(),
                        listener == null ? null : threads.of(listener.lastUser()),
                        frames));
            }
        }
        return all;
    }

    private @Nullable SocketRecord record(BacklogQueue queue) {
        SocketRecord listener = registry.table().get(queue.number());
        if (listener != null) {
            listener.intern(sites);
        }
        return listener;
    }
}
