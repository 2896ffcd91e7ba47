package io.closewait.core.report;

import static io.closewait.core.report.TextReport.plural;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.PortUser;
import io.closewait.core.diagnose.Report;
import io.closewait.core.kernel.PeerPorts;
import io.closewait.core.kernel.PortSettings;
import io.closewait.core.kernel.PortUse;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the text report says of local ports: nothing while there are plenty. */
final class PortLines {
    /** From this percentage of the range on, {@code TIME_WAIT} is worth a line. */
    private static final int LINE_PERCENT = 1;
    /** From this percentage of the range on, whoever uses the ports is named. */
    private static final int SECTION_PERCENT = 10;

    private static final int MAX_USERS = 5;

    private PortLines() {}

    /** The first line of a report that is made because ports run short. */
    static String alarm(Report report) {
        PortUse use = report.kernel.ports();
        PeerPorts peer = use.shortest(0);
        return peer == null
                ? "the process is running out of local ports"
                : peer.inUse() + " of " + use.settings.range() + " local ports to " + peer.peer() + " are in use, "
                        + peer.timeWait() + " of them in TIME_WAIT";
    }

    /** A line of the heading, or none. */
    static List<String> heading(Report report) {
        PortUse use = report.kernel.ports();
        long timeWait = report.totals.value(Metric.TIME_WAIT);
        if (use.settings.range() <= 0
                || use.peers().isEmpty()
                || !(isAlarm(report) || isShare(timeWait, use, LINE_PERCENT))) {
            return Collections.emptyList();
        }
        PeerPorts most = use.peers().get(0);
        return Collections.singletonList("  ports    " + timeWait + " in TIME_WAIT; most local ports in use: "
                + most.inUse() + " of " + use.settings.range() + ", to " + most.peer() + " ("
                + settings(use.settings) + ")");
    }

    private static boolean isAlarm(Report report) {
        return report.reason == Report.Reason.PORTS;
    }

    private static boolean isShare(long ports, PortUse use, int percent) {
        return ports * 100 >= (long) use.settings.range() * percent;
    }

    private static String settings(PortSettings settings) {
        return "tcp_tw_reuse " + known(settings.reuse) + ", tcp_fin_timeout " + known(settings.finTimeout)
                + (settings.finTimeout < 0 ? "" : " s");
    }

    private static String known(int number) {
        return number < 0 ? "not known" : String.valueOf(number);
    }

    /** Who uses up the ports, and what to do; empty while there are plenty. */
    static List<String> section(Report report, Frames frames) {
        PortUse use = report.kernel.ports();
        List<String> lines = new ArrayList<>();
        int users = 0;
        for (PortUser user : report.portUsers) {
            boolean isWorthIt = user.inUse > 0 && (isAlarm(report) || isShare(user.inUse, use, SECTION_PERCENT));
            if (isWorthIt && users++ < MAX_USERS) {
                user(user, use, frames, lines);
            }
        }
        if (users > 0) {
            lines.add("  to do    " + toDo(use.settings));
        }
        return lines;
    }

    private static void user(PortUser user, PortUse use, Frames frames, List<String> lines) {
        lines.add("");
        lines.add("ports    " + plural(user.timeWait, "connection") + " to " + user.closedFirst.peerText()
                + " in TIME_WAIT, closed first by this side; " + user.inUse + " of " + use.settings.range()
                + " local ports to it in use");
        lines.add("  rate     " + rate(user.closedFirst.perSecond) + " per second now, "
                + rate(user.closedFirst.mostPerSecond) + " at peak, " + user.closedFirst.lastMinute
                + " in the last minute, from this origin");
        StackTraceElement frame = frames.toLookAt(user.closedFirst.site);
        if (frame != null) {
            lines.add("  look at  " + frame);
        }
        Map<Moment, Site> opened = Collections.singletonMap(Moment.OPENED, user.closedFirst.site);
        lines.addAll(StackLines.of(opened, Moment.OPENED, frame, frames));
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond);
    }

    /** True of Linux 4.12 and later. */
    private static String toDo(PortSettings settings) {
        return "Reuse connections: one client (or pool) for all calls, not one per call. Or let the peer close first, so that"
                + " TIME_WAIT is on its side. A port stays in TIME_WAIT for 60 s whatever tcp_fin_timeout says. "
                + (settings.reuse == 1
                        ? "tcp_tw_reuse is 1: outgoing connections reuse such ports after a second."
                        : "net.ipv4.tcp_tw_reuse=1 lets outgoing connections reuse such ports after a second (0: never, 2:"
                                + " over loopback only).")
                + " tcp_tw_recycle broke clients behind NAT, and was removed in Linux 4.12.";
    }
}
