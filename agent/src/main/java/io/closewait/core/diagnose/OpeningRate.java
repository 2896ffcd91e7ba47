package io.closewait.core.diagnose;

import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How many connections an origin opened and had closed: the other half of a story that a run out of ports begins with. */
public final class OpeningRate {
    private static final int MOST = 20;

    public final Site site;
    /** Connections of this origin that were closed since the start, estimated from a sample when there are many. */
    public final long closed;
    /** Of those, the ones that we closed before the end of the stream was read: they pass through {@code TIME_WAIT}. */
    public final long closedFirst;

    private OpeningRate(Site site) {
        this.site = site;
        this.closed = Math.round(site.closed());
        this.closedFirst = Math.round(site.closedFirst());
    }

    /** The origins with the most connections, most first. */
    static List<OpeningRate> top(List<Site> sites) {
        List<OpeningRate> rates = new ArrayList<>();
        for (Site site : sites) {
            if (site.closed() > 0) {
                rates.add(new OpeningRate(site));
            }
        }
        rates.sort((a, b) -> Long.compare(b.closed, a.closed));
        return Collections.unmodifiableList(new ArrayList<>(rates.subList(0, Math.min(MOST, rates.size()))));
    }
}
