package io.closewait.core.report;

import static io.closewait.core.report.TextReport.plural;
import static io.closewait.core.report.TextReport.sockets;

import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Totals;
import io.closewait.core.jdk.JvmZone;
import io.closewait.core.kernel.BacklogQueue;
import io.closewait.core.kernel.Census;
import java.util.ArrayList;
import java.util.List;

/** The head of the text report: when, where, and numbers that add up to the kernel's. */
final class HeadLines {
    private final Report report;
    private final Totals totals;
    private final List<String> lines = new ArrayList<>();

    private HeadLines(Report report) {
        this.report = report;
        this.totals = report.totals;
    }

    static List<String> of(Report report, About about) {
        HeadLines head = new HeadLines(report);
        String headline = head.headline();
        if (!headline.isEmpty()) {
            head.lines.add("closewait: " + headline);
        }
        head.lines.add("  made     " + Timestamp.local(report.atMillis, JvmZone.offset(report.atMillis)) + ", on "
                + about.host + ", by closewait " + about.version);
        head.lines.add("  jvm      pid " + about.pid + ", " + about.program + ", Java " + about.java + ", up "
                + Ages.text(report.atMillis - about.jvmStartedMillis)
                + (about.attached ? ", agent attached for " + Ages.text(report.atMillis - about.startedMillis) : ""));
        head.kernel();
        head.parts(about);
        if (head.totals.value(Metric.DROPPED) > 0) {
            long dropped = head.totals.value(Metric.DROPPED);
            head.lines.add("  limits   " + dropped + (dropped == 1 ? " socket or stack was" : " sockets or stacks were")
                    + " not recorded, for lack of room (options maxSockets, maxSites)");
        }
        return head.lines;
    }

    /** All that leaks; empty if nothing does and an alarm stands above. */
    private String headline() {
        int leaked = totals.count(Metric.LEAKED);
        int inGroups = 0;
        for (LeakGroup group : report.leaks) {
            inGroups += group.count;
        }
        String places = ", from " + plural(totals.count(Metric.LEAK_SITES), "place") + " in the code";
        String others = others();
        if (leaked > 0) {
            int over = inGroups - leaked;
            return sockets(leaked) + " in CLOSE_WAIT " + (leaked == 1 ? "leaks" : "leak")
                    + (over > 0 ? ", " + over + " more " + (over == 1 ? "leaks" : "leak") + " only a descriptor" : "")
                    + places + "; oldest: "
                    + Ages.text(totals.value(Metric.OLDEST_LEAK)) + (others.isEmpty() ? "" : "; also " + others);
        }
        if (inGroups > 0) {
            return sockets(inGroups) + (inGroups == 1 ? " leaks its descriptor" : " leak their descriptors") + places
                    + "; the connections are over" + (others.isEmpty() ? "" : "; in CLOSE_WAIT " + others);
        }
        if (!others.isEmpty()) {
            int count = totals.count(Metric.NEVER_ACCEPTED) + totals.count(Metric.UNKNOWN_ORIGIN);
            return sockets(count) + " in CLOSE_WAIT: " + others;
        }
        boolean isAlarm = report.areDescriptorsShort() || report.reason == Report.Reason.PORTS;
        return isAlarm ? "" : "no leak";
    }

    private String others() {
        List<String> parts = new ArrayList<>();
        if (totals.count(Metric.NEVER_ACCEPTED) > 0) {
            parts.add(totals.count(Metric.NEVER_ACCEPTED) + " never accepted");
        }
        if (totals.count(Metric.UNKNOWN_ORIGIN) > 0) {
            parts.add(totals.count(Metric.UNKNOWN_ORIGIN) + " of unknown origin");
        }
        return String.join(", ", parts);
    }

    private void kernel() {
        Census kernel = report.kernel;
        if (!kernel.isAvailable()) {
            lines.add("  kernel   not read: " + kernel.problem()
                    + "; leaks are still found, but the total cannot be checked");
            return;
        }
        int inBacklogs = 0;
        for (BacklogQueue queue : kernel.backlogs()) {
            inBacklogs += queue.peerClosed();
        }
        lines.add("  kernel   " + kernel.closeWait() + " in CLOSE_WAIT"
                + (inBacklogs == 0 ? "" : " (" + inBacklogs + " of them in backlogs)")
                + (kernel.closeWait() == report.explained()
                        ? ", all accounted for"
                        : ", " + report.explained() + " accounted for (sockets opened or closed during the count)")
                + "; descriptors " + kernel.descriptorCount()
                + (kernel.descriptorLimit() < 0 ? "" : " of " + kernel.descriptorLimit()));
        String states = kernel.states().toString().replaceAll("[{}]", "").replace('=', ' ');
        lines.add("  states   " + (states.isEmpty() ? "no TCP sockets" : states)
                + (inBacklogs == 0 ? "" : "; backlogs not counted"));
        lines.addAll(OpenLines.heading(report));
        lines.addAll(PortLines.heading(report));
    }

    /** The parts that {@link Report#explained} is the sum of, then what is told of open sockets besides. */
    private void parts(About about) {
        lines.add("  sockets  " + report.explained() + " in CLOSE_WAIT: " + totals.count(Metric.LEAKED) + " leaked, "
                + totals.count(Metric.WAITING) + " pending (less than " + Ages.text(about.leakAfterMillis) + "), "
                + totals.count(Metric.HALF_CLOSED_BUSY) + " half-closed and busy, "
                + (totals.count(Metric.KNOWN) > 0 ? totals.count(Metric.KNOWN) + " known, " : "")
                + totals.count(Metric.NEVER_ACCEPTED) + " never accepted, " + totals.count(Metric.UNKNOWN_ORIGIN)
                + " of unknown origin");
        StringBuilder open = new StringBuilder("  open     ").append(sockets(totals.count(Metric.OPEN)));
        for (Metric metric : Metric.values()) {
            if (!metric.label().isEmpty() && totals.value(metric) > 0) {
                open.append("; ").append(metric.label()).append(": ").append(totals.value(metric));
            }
        }
        lines.add(open.toString());
    }
}
