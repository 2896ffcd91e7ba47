package io.closewait.core.diagnose;

import io.closewait.core.kernel.Census;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that there is to say at one moment: what the text, JSON and JMX forms are made from. Immutable. */
public final class Report {
    /** Why the report was made. */
    public enum Reason {
        /** Leaks came or ended. */
        CHANGE,
        /** The option {@code every}. */
        PERIOD,
        /** The option {@code threshold}. */
        THRESHOLD,
        /** File descriptors run out. */
        DESCRIPTORS,
        /** Local ports run out. */
        PORTS,
        /** Somebody asked: by JMX, the command line or the option {@code trigger}. */
        REQUEST,
        /** The JVM ends. */
        SHUTDOWN
    }

    public final Reason reason;
    /** Whether no other one was published before: then there is nothing that growth could be compared with. */
    public final boolean isFirst;
    /** As {@link System#currentTimeMillis}. */
    public final long atMillis;

    public final Totals totals;
    /** Without its rows: the latest report is kept, and with 15,000 sockets they would be 1.9 MB. */
    public final Census kernel;
    /** Most sockets first. */
    public final List<LeakGroup> leaks;
    /** Leaks that somebody has accepted, see {@link KnownLeaks}. */
    public final List<LeakGroup> known;
    /** In {@code CLOSE_WAIT} for good reason: not leaks. */
    public final List<LeakGroup> busy;

    /** One for each listener in whose backlog somebody gave up waiting. */
    public final List<NeverAccepted> neverAccepted;

    public final List<EndedLeak> ended;
    /** Every origin that leaked since the start: what a later run may take as its baseline. */
    public final List<SeenLeak> seen;
    /** The busiest origins of connections, leaks or not. */
    public final List<OpeningRate> openingRates;
    /** Who holds the descriptors, leaks or not. */
    public final OpenOrigins open;
    /** Who uses up local ports, see {@link PortUser}; those with the most in the last minute first. */
    public final List<PortUser> portUsers;
    /** The open sockets of unknown origin, see {@link UnknownGroup}; those in {@code CLOSE_WAIT} first. */
    public final List<UnknownGroup> unknown;
    /** The detector that ran, {@code epoll} or {@code poll}. */
    public final String detector;

    Report(
            Reason reason,
            boolean isFirst,
            Totals totals,
            Census kernel,
            List<LeakGroup> leaks,
            List<LeakGroup> known,
            List<LeakGroup> busy,
            List<NeverAccepted> neverAccepted,
            List<EndedLeak> ended,
            List<SeenLeak> seen,
            List<OpeningRate> openingRates,
            OpenOrigins open,
            List<PortUser> portUsers,
            List<UnknownGroup> unknown,
            String detector) {
        this.reason = reason;
        this.isFirst = isFirst;
        this.atMillis = System.currentTimeMillis();
        this.totals = totals;
        this.kernel = kernel.withoutRows();
        this.leaks = Collections.unmodifiableList(leaks);
        this.known = Collections.unmodifiableList(known);
        this.busy = Collections.unmodifiableList(busy);
        this.neverAccepted = Collections.unmodifiableList(neverAccepted);
        this.ended = Collections.unmodifiableList(ended);
        this.seen = Collections.unmodifiableList(seen);
        this.openingRates = openingRates;
        this.open = open;
        this.portUsers = Collections.unmodifiableList(portUsers);
        this.unknown = Collections.unmodifiableList(unknown);
        this.detector = detector;
    }

    /** What the agent can explain of the kernel's count of {@code CLOSE_WAIT}. */
    public int explained() {
        return totals.count(Metric.CLOSE_WAIT)
                + totals.count(Metric.NEVER_ACCEPTED)
                + totals.count(Metric.UNKNOWN_ORIGIN);
    }

    /**
     * Whether this report tells of something that the other one does not: more sockets that only a census sees, a leak with
     * another verdict, line or state, or an origin that grows so fast that no descriptor will be left soon.
     *
     * @param before null if there was none
     */
    public boolean hasMoreThan(@Nullable Report before) {
        if (before == null) {
            return hasNews();
        }
        Set<String> told = new HashSet<>();
        for (LeakGroup group : before.leaks) {
            told.add(group.key);
        }
        for (LeakGroup group : leaks) {
            if (!told.contains(group.key)) {
                return true;
            }
        }
        boolean isRunningOut = open.isExhaustedSoon() && !before.open.isExhaustedSoon();
        return isRunningOut
                || totals.count(Metric.NEVER_ACCEPTED) > before.totals.count(Metric.NEVER_ACCEPTED)
                || totals.count(Metric.UNKNOWN_ORIGIN) > before.totals.count(Metric.UNKNOWN_ORIGIN);
    }

    /** Whether the process has hardly any descriptor left. */
    public boolean areDescriptorsShort() {
        return reason == Reason.DESCRIPTORS || kernel.areDescriptorsShort();
    }

    /** Whether there is anything that a person should hear of. */
    public boolean hasNews() {
        return !leaks.isEmpty()
                || open.isExhaustedSoon()
                || !ended.isEmpty()
                || totals.count(Metric.NEVER_ACCEPTED) > 0
                || totals.count(Metric.UNKNOWN_ORIGIN) > 0;
    }
}
