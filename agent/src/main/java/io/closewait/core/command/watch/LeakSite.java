package io.closewait.core.command.watch;

import java.util.Arrays;
import java.util.List;
import javax.management.openmbean.CompositeData;

/** What makes rows of successive tables the same site. A value. */
final class LeakSite {
    private final List<String> parts;

    LeakSite(List<String> parts) {
        this.parts = parts;
    }

    static LeakSite of(CompositeData row) {
        return new LeakSite(Arrays.asList(
                (String) row.get("verdict"), (String) row.get("lookAt"), (String) row.get("direction"), (String)
                        row.get("transport")));
    }

    String verdict() {
        return parts.get(0);
    }

    /** The frame to look at, or what is known instead. */
    String place() {
        return parts.get(1).isEmpty()
                ? parts.get(2) + ", " + parts.get(3) + " (no frame of the application)"
                : parts.get(1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeakSite && parts.equals(((LeakSite) other).parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }
}
