package io.closewait.core.report;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.EndedLeak;
import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.NeverAccepted;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Totals;
import io.closewait.core.diagnose.UnknownGroup;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.kernel.Census;
import io.closewait.core.registry.Site;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for people: fits a terminal and a ticket. */
public final class TextReport {
    private static final int MAX_UNKNOWN = 10;
    private static final String HOW_TO_GET_STACKS =
            "Their opening stacks were never taken. New connections get theirs from now"
                    + " on; to have those of the first ones, start the JVM with -javaagent:closewait-agent.jar.";
    /** What a person may still read; the JSON report has more of them. */
    private static final int MAX_GROUPS = 50;

    private final Frames frames;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Frames frames) {
        this.frames = frames;
    }

    /**
     * The whole report, lines separated by {@code \n}, without a final one.
     *
     * @param withOpen whether all open sockets are listed by origin, and not only when descriptors are short
     */
    public static String of(Report report, About about, Frames frames, boolean withOpen) {
        TextReport text = new TextReport(frames);
        text.heading(report, about);
        int shown = Math.min(MAX_GROUPS, report.leaks.size());
        for (int i = 0; i < shown; i++) {
            LeakGroup group = report.leaks.get(i);
            text.group(i + 1, group, "; " + growthOf(group));
        }
        if (shown < report.leaks.size()) {
            text.line("");
            text.line("... " + plural(report.leaks.size() - shown, "more place") + ", with fewer sockets each");
        }
        OpenLines.section(report, withOpen, frames).forEach(text::line);
        text.neverAccepted(report.neverAccepted);
        text.unknown(report);
        PortLines.section(report, frames).forEach(text::line);
        text.known(report.known);
        text.busy(report.busy);
        text.ended(report.ended);
        return text.out.toString().trim();
    }

    /** Some groups only, without what is to say of the JVM; lines separated by {@code \n}, without a final one. */
    public static String of(List<LeakGroup> groups, Frames frames) {
        TextReport text = new TextReport(frames);
        int index = 1;
        for (LeakGroup group : groups) {
            text.group(index++, group, "");
        }
        return text.out.toString().trim();
    }

    private void heading(Report report, About about) {
        Totals totals = report.totals;
        if (OpenLines.isAlarm(report)) {
            line("closewait: " + OpenLines.alarm(report));
        }
        if (report.reason == Report.Reason.PORTS) {
            line("closewait: " + PortLines.alarm(report));
        }
        int all =
                totals.count(Metric.LEAKED) + totals.count(Metric.NEVER_ACCEPTED) + totals.count(Metric.UNKNOWN_ORIGIN);
        int descriptors = 0;
        for (LeakGroup group : report.leaks) {
            descriptors += group.count;
        }
        if (totals.count(Metric.LEAKED) == 0 && descriptors > 0) {
            line("closewait: " + sockets(descriptors)
                    + (descriptors == 1 ? " leaks its descriptor" : " leak their descriptors") + ", from "
                    + plural(totals.count(Metric.LEAK_SITES), "place") + " in the code; the connections are over");
        } else if (totals.count(Metric.LEAKED) > 0) {
            line("closewait: " + sockets(totals.count(Metric.LEAKED)) + " in CLOSE_WAIT "
                    + (totals.count(Metric.LEAKED) == 1 ? "leaks" : "leak")
                    + ", from " + plural(totals.count(Metric.LEAK_SITES), "place") + " in the code, the oldest for "
                    + Ages.text(totals.value(Metric.OLDEST_LEAK)));
        } else if (all > 0) {
            line("closewait: " + sockets(all) + " in CLOSE_WAIT: " + totals.count(Metric.NEVER_ACCEPTED)
                    + " never accepted, " + totals.count(Metric.UNKNOWN_ORIGIN) + " of unknown origin");
        } else if (!OpenLines.isAlarm(report) && report.reason != Report.Reason.PORTS) {
            line("closewait: no leak");
        }
        line("  jvm      pid " + about.pid + ", " + about.program + ", Java " + about.java + ", up "
                + Ages.text(System.currentTimeMillis() - about.startedMillis));
        kernel(report);
        line("  sockets  " + totals.count(Metric.OPEN) + " open; CLOSE_WAIT: " + totals.count(Metric.LEAKED)
                + " leaked, " + totals.count(Metric.WAITING)
                + " for less than " + Ages.text(about.leakAfterMillis) + ", " + totals.count(Metric.HALF_CLOSED_BUSY)
                + " half-closed and busy"
                + (totals.count(Metric.KNOWN) > 0 ? ", " + totals.count(Metric.KNOWN) + " known and accepted" : "")
                + other(totals));
        if (totals.value(Metric.DROPPED) > 0) {
            line("  limits   " + totals.value(Metric.DROPPED) + " sockets or stacks were not recorded, for lack of room"
                    + " (options maxSockets, maxSites)");
        }
    }

    private static String other(Totals totals) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : Metric.values()) {
            if (!metric.label().isEmpty() && totals.value(metric) > 0) {
                text.append("; ").append(metric.label()).append(": ").append(totals.value(metric));
            }
        }
        return text.toString();
    }

    private void kernel(Report report) {
        Census kernel = report.kernel;
        if (!kernel.isAvailable()) {
            line("  kernel   not asked: " + kernel.problem()
                    + "; leaks are found all the same, their sum is not proved");
            return;
        }
        int difference = kernel.closeWait() - report.explained();
        line("  kernel   " + kernel.closeWait() + " in CLOSE_WAIT, "
                + (difference == 0
                        ? "all explained here"
                        : report.explained() + " explained here (sockets came or went during the count)")
                + "; descriptors " + kernel.descriptorCount()
                + (kernel.descriptorLimit() < 0 ? "" : " of " + kernel.descriptorLimit()));
        String states = kernel.states().toString().replaceAll("[{}]", "").replace('=', ' ');
        line("  states   " + (states.isEmpty() ? "no TCP socket" : states));
        OpenLines.heading(report).forEach(this::line);
        PortLines.heading(report).forEach(this::line);
    }

    private void group(int index, LeakGroup group, String growth) {
        SocketFacts shown = group.shown;
        Judgement judgement = group.judgement;
        line("");
        line("#" + index + "  " + sockets(group.count) + " " + title(judgement) + ": " + judgement.verdict.meaning());
        line("  state    " + (shown.closedByGcMillis < 0 ? shown.peerState.label() : "closed by the garbage collector")
                + ", "
                + (shown.accepted ? "accepted on port " + shown.localPort : "connected")
                + ", " + shown.transport.label() + age(group) + growth);
        String known = shown.peerHost.isEmpty() ? "" : "; connected to as " + shown.peerHost;
        line("  peers    " + counts(group.peers) + known);
        line("  threads  " + counts(group.threads) + (group.unread > 0 ? "; " + group.unread + " bytes unread" : ""));
        lookAt(judgement.lookAt, judgement.lookAtNote);
        reasons(judgement.evidence, judgement.hint);
        for (String text : StackLines.of(shown.stacks(), judgement.moment, judgement.lookAt, frames)) {
            line(text);
        }
    }

    private static String title(Judgement judgement) {
        return judgement.verdict.label().toUpperCase(Locale.ROOT) + (judgement.isGuess ? " (probably)" : "");
    }

    private void lookAt(@Nullable StackTraceElement frame, String note) {
        if (frame != null) {
            line("  look at  " + frame + (note.isEmpty() ? "" : " (" + note + ")"));
        }
    }

    private void reasons(List<String> evidence, String hint) {
        for (String fact : evidence) {
            line("  because  " + fact);
        }
        if (!hint.isEmpty()) {
            line("  to do    " + hint);
        }
    }

    private static String age(LeakGroup group) {
        return group.shown.closedByGcMillis < 0
                ? "; oldest for " + ageOfEnd(group.oldest)
                : ", " + Ages.text(group.shown.closedByGcMillis) + " ago";
    }

    private static String ageOfEnd(SocketFacts facts) {
        return Ages.text(facts.finMillis >= 0 ? facts.finMillis : facts.closedByApplicationMillis);
    }

    private static String growthOf(LeakGroup group) {
        if (group.growth > 0) {
            return group.growth + " more than in the last report";
        }
        return group.growth < 0 ? -group.growth + " fewer than in the last report" : "as many as in the last report";
    }

    private void neverAccepted(List<NeverAccepted> all) {
        for (NeverAccepted waiting : all) {
            line("");
            line("port " + waiting.queue.port() + "  " + sockets(waiting.queue.peerClosed()) + " "
                    + Verdict.NEVER_ACCEPTED.label().toUpperCase(Locale.ROOT) + ": "
                    + Verdict.NEVER_ACCEPTED.meaning());
            line("  listens  " + waiting.queue.local());
            lookAt(waiting.lookAt, "");
            reasons(waiting.evidence, waiting.hint);
            for (String text : StackLines.of(waiting.stacks(), waiting.moment, waiting.lookAt, frames)) {
                line(text);
            }
        }
    }

    private void unknown(Report report) {
        int count = report.totals.count(Metric.UNKNOWN_ORIGIN);
        if (count == 0) {
            return;
        }
        line("");
        line(sockets(count) + " of UNKNOWN ORIGIN in CLOSE_WAIT: " + Verdict.UNKNOWN_ORIGIN.meaning());
        List<UnknownGroup> groups = report.unknown;
        for (UnknownGroup group : groups.subList(0, Math.min(MAX_UNKNOWN, groups.size()))) {
            unknown(group);
        }
        if (groups.size() > MAX_UNKNOWN) {
            line("  ... " + plural(groups.size() - MAX_UNKNOWN, "more group") + " in the JSON report");
        }
        line("  to do    " + HOW_TO_GET_STACKS);
    }

    private void unknown(UnknownGroup group) {
        SocketFacts shown = group.shown;
        line("  " + group.count + " in " + group.state + " "
                + (shown.accepted ? "accepted on port " + shown.localPort + " from " : "to ") + group.peer
                + (group.judgement == null ? ", not used since the attach" : ""));
        Judgement used = group.judgement;
        if (used != null) {
            lookAt(used.lookAt, used.lookAtNote);
            reasons(used.evidence, used.hint);
            for (String text : StackLines.of(shown.stacks(), used.moment, used.lookAt, frames)) {
                line(text);
            }
        }
    }

    private void known(List<LeakGroup> groups) {
        for (LeakGroup group : groups) {
            line("");
            line("known    " + sockets(group.count) + " " + group.verdict().label() + ", accepted: " + group.accepted);
            if (group.lookAt() != null) {
                line("  at       " + group.lookAt());
            }
        }
    }

    private void busy(List<LeakGroup> groups) {
        for (LeakGroup group : groups) {
            line("");
            line("no leak  " + sockets(group.count) + " half-closed and busy: "
                    + (group.judgement.evidence.isEmpty() ? "" : group.judgement.evidence.get(0)));
            if (group.lookAt() != null) {
                line("  at       " + group.lookAt());
            }
        }
    }

    private void ended(List<EndedLeak> ended) {
        for (EndedLeak leak : ended) {
            line("");
            line("ended    " + (leak.count == 1 ? "1 leak was" : leak.count + " leaks were") + " closed "
                    + (leak.byCollector ? "by the garbage collector" : "late by the application") + ", after up to "
                    + Ages.text(leak.longestMillis) + "; peer " + leak.peer);
            at("opened", leak.openingSite);
            at("closed", leak.closedSite);
        }
    }

    private void at(String name, @Nullable Site site) {
        StackTraceElement frame = frames.toLookAt(site);
        if (site != null && !site.frames().isEmpty()) {
            line("  " + name + " at  "
                    + (frame != null ? frame : frames.trimmed(site).get(0)));
        }
    }

    private static String counts(Map<String, Integer> counts) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            text.append(text.length() == 0 ? "" : ", ").append(entry.getKey().isEmpty() ? "unknown" : entry.getKey());
            text.append(" (").append(entry.getValue()).append(')');
        }
        return text.toString();
    }

    private static String sockets(int count) {
        return plural(count, "socket");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void line(String text) {
        out.append(Printable.line(text)).append('\n');
    }
}
