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
import io.closewait.core.diagnose.UnknownGroup;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Site;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for people: fits a terminal and a ticket. */
public final class TextReport {
    private static final int MAX_UNKNOWN = 10;
    private static final String HOW_TO_GET_STACKS =
            "Their opening stacks were not taken. Connections opened from now on have theirs; to have all, start"
                    + " the JVM with -javaagent:closewait-agent.jar.";
    /** What a person may still read; the JSON report has more of them. */
    private static final int MAX_GROUPS = 50;

    private final Frames frames;
    private final JudgementLines judged;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Frames frames) {
        this.frames = frames;
        this.judged = new JudgementLines(frames);
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
            text.group(i + 1, group, report.isFirst ? "" : "; " + growthOf(group));
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
        if (report.areDescriptorsShort()) {
            line("closewait: " + OpenLines.alarm(report));
        }
        if (report.reason == Report.Reason.PORTS) {
            line("closewait: " + PortLines.alarm(report));
        }
        HeadLines.of(report, about).forEach(this::line);
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
        String known = shown.peerHost.isEmpty() ? "" : "; host name: " + shown.peerHost;
        line("  peers    " + counts(group.peers) + known);
        line("  threads  " + counts(group.threads)
                + (group.unread > 0
                        ? "; " + plural(group.unread, "byte") + " unread" + (group.count > 1 ? " in all" : "")
                        : ""));
        judged.lines(judgement, shown.stacks()).forEach(this::line);
    }

    private static String title(Judgement judgement) {
        return judgement.verdict.label().toUpperCase(Locale.ROOT) + (judgement.isGuess ? " (probably)" : "");
    }

    private static String age(LeakGroup group) {
        return group.shown.closedByGcMillis < 0
                ? "; oldest: " + ageOfEnd(group.oldest)
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
            judged.lines(waiting).forEach(this::line);
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
                + (group.judgement == null ? ", not used since the agent started" : ""));
        Judgement used = group.judgement;
        if (used != null) {
            judged.lines(used, shown.stacks()).forEach(this::line);
        }
    }

    private void known(List<LeakGroup> groups) {
        for (LeakGroup group : groups) {
            line("");
            line("known    " + sockets(group.count) + " " + group.verdict().label() + "; known leak: "
                    + group.accepted);
            at(group);
        }
    }

    private void at(LeakGroup group) {
        if (group.lookAt() != null) {
            String note = group.judgement.lookAtNote;
            line("  at       " + group.lookAt() + (note.isEmpty() ? "" : " (" + note + ")"));
        }
    }

    private void busy(List<LeakGroup> groups) {
        for (LeakGroup group : groups) {
            line("");
            line("no leak  " + sockets(group.count) + " half-closed and busy: "
                    + (group.judgement.evidence.isEmpty() ? "" : group.judgement.evidence.get(0)));
            at(group);
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

    static String sockets(int count) {
        return plural(count, "socket");
    }

    static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void line(String text) {
        out.append(Printable.line(text)).append('\n');
    }
}
