package io.closewait.core.command.watch;

import io.closewait.core.command.target.RemoteAgent;
import io.closewait.core.kernel.CloseWaitCount;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/** The numbers of an agent at one moment. Immutable. */
public final class Snapshot {
    private static final String LEAKS = "Leaks";
    private static final String OPEN_ORIGINS = "OpenOrigins";
    /** Asked for together, for the agent answers that from one report. */
    private static final String[] ATTRIBUTES = {
        LEAKS,
        OPEN_ORIGINS,
        "KernelCloseWait",
        "PeerClosed",
        "Leaked",
        "Waiting",
        "HalfClosedBusy",
        "NeverAccepted",
        "UnknownOrigin",
        "Open",
        "OpenedTotal",
        "ClosedTotal",
        "Descriptors",
        "DescriptorLimit",
        "OldestLeakSeconds"
    };

    private final Map<String, Object> values;
    /** Leaked sockets by site, most first. */
    private final Map<LeakSite, Integer> sites;

    Snapshot(Map<String, Object> values, Map<LeakSite, Integer> sites) {
        this.values = values;
        this.sites = sites;
    }

    public static Snapshot of(RemoteAgent agent) {
        Map<LeakSite, Integer> sites = new LinkedHashMap<>();
        Map<String, Object> values = agent.attributes(ATTRIBUTES);
        TabularData leaks = (TabularData) values.get(LEAKS);
        if (leaks != null) {
            leaks.values().stream()
                    .map(CompositeData.class::cast)
                    .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                    .forEach(row -> sites.merge(LeakSite.of(row), (Integer) row.get("count"), Integer::sum));
        }
        return new Snapshot(values, sites);
    }

    /** The origin with most open sockets, leaks or not; null if there is none or the agent does not tell. */
    @Nullable
    CompositeData largestOrigin() {
        TabularData origins = (TabularData) values.get(OPEN_ORIGINS);
        CompositeData largest = null;
        for (Object row : origins == null ? Collections.emptyList() : origins.values()) {
            CompositeData origin = (CompositeData) row;
            if (largest == null || (Integer) origin.get("count") > (Integer) largest.get("count")) {
                largest = origin;
            }
        }
        return largest;
    }

    private static int rank(CompositeData row) {
        return (Integer) row.get("rank");
    }

    /** Of a JVM without the agent: what the kernel says. */
    public static Snapshot of(CloseWaitCount kernel) {
        Map<String, Object> values = new HashMap<>();
        values.put("KernelCloseWait", kernel.now());
        values.put("Descriptors", kernel.descriptors());
        values.put("DescriptorLimit", kernel.descriptorLimit());
        return new Snapshot(values, Collections.emptyMap());
    }

    /** Whether these numbers are an agent's, and not the kernel's alone. */
    boolean isOfAgent() {
        return values.containsKey("Leaked");
    }

    /** A number, or -1 if it is not known there. */
    long number(String name) {
        return ((Number) values.getOrDefault(name, -1)).longValue();
    }

    Map<LeakSite, Integer> sites() {
        return sites;
    }

    Map<String, Integer> verdicts() {
        Map<String, Integer> verdicts = new LinkedHashMap<>();
        sites.forEach((site, count) -> verdicts.merge(site.verdict(), count, Integer::sum));
        return verdicts;
    }
}
