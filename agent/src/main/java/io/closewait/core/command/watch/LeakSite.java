package io.closewait.core.command.watch;

import javax.management.openmbean.CompositeData;

/** A group of the report: the same in successive tables if the agent says so. A value. */
final class LeakSite {
    private final String group;
    private final String verdict;
    private final String place;

    /** @param group the agent's name for it, which stays the same from report to report */
    LeakSite(String group, String verdict, String place) {
        this.group = group;
        this.verdict = verdict;
        this.place = place;
    }

    static LeakSite of(CompositeData row) {
        String verdict = (String) row.get("verdict");
        String lookAt = (String) row.get("lookAt");
        String place = lookAt.isEmpty() ? row.get("direction") + ", " + row.get("transport") : lookAt;
        // An agent before 0.1 names no groups.
        return new LeakSite(
                row.containsKey("group") ? (String) row.get("group") : verdict + "/" + place, verdict, place);
    }

    String verdict() {
        return verdict;
    }

    /** The frame to look at, or what is known instead. */
    String place() {
        return place;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeakSite && group.equals(((LeakSite) other).group);
    }

    @Override
    public int hashCode() {
        return group.hashCode();
    }
}
