package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.rules.Undetermined;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the rules in order, the most specific first; the first that has an answer gives the verdict. */
final class Judge {
    /** Where the application's line is sought if the stacks of the verdict have none. */
    private static final List<Moment> CONNECTED =
            Arrays.asList(Moment.OPENED, Moment.CONNECTED, Moment.FIRST_USED, Moment.LAST_WRITTEN, Moment.LAST_READ);

    private static final List<Moment> ACCEPTED = Arrays.asList(
            Moment.FIRST_WRITTEN, Moment.FIRST_USED, Moment.LAST_WRITTEN, Moment.LAST_READ, Moment.END_OF_STREAM);

    private final Frames frames;
    private final List<Rule> rules = new ArrayList<>();
    private final OwnerFrame owner;
    private final Undetermined undetermined = new Undetermined();

    Judge(Frames frames) {
        this.frames = frames;
        this.owner = new OwnerFrame(frames);
        for (Verdict verdict : Verdict.values()) {
            Rule rule = verdict.rule(frames);
            if (rule != null) {
                rules.add(rule);
            }
        }
    }

    Judgement judge(SocketFacts facts) {
        for (Rule rule : rules) {
            Finding finding = rule.judge(facts);
            if (finding != null) {
                return judgement(finding, facts);
            }
        }
        return judgement(undetermined.judge(facts), facts);
    }

    private Judgement judgement(Finding finding, SocketFacts facts) {
        List<String> evidence = new ArrayList<>(finding.evidence);
        InvolvedLibraries involved = new InvolvedLibraries(facts, frames);
        AsynchronousCalls calls = AsynchronousCalls.of(facts, involved, frames);
        evidence.addAll(Uses.of(facts, finding.verdict));
        evidence.addAll(calls.evidence());
        String hint = finding.hint;
        if (finding.verdict != Verdict.STUCK || hint.isEmpty()) {
            String known = involved.advice(finding.verdict, finding.situation, calls.library());
            hint = known.isEmpty() ? hint : known;
        }
        return whereToLook(finding, facts, calls, evidence, hint);
    }

    /**
     * The application's frame nearest to what happened. Where the stack of the verdict is all libraries', another stack of the
     * same socket may have it; then the application's object that serves the connection; then the lines that call the library
     * asynchronously; then the library's own entry; and if there is none of these, the line that opened the listener.
     */
    private Judgement whereToLook(
            Finding finding, SocketFacts facts, AsynchronousCalls calls, List<String> evidence, String hint) {
        Moment first = null;
        for (Moment moment : moments(finding, facts)) {
            Site site = facts.site(moment);
            if (site != null && first == null) {
                first = moment;
            }
            if (facts.handler != null && moment != Moment.NOW && !moment.isUse() && isForHandler(finding, facts)) {
                break; // who opened it knows less of what is done with it
            }
            StackTraceElement borrower = moment == Moment.OPENED ? InvolvedLibraries.borrower(site, frames) : null;
            StackTraceElement own = borrower != null ? borrower : owner.of(facts, moment, finding.verdict);
            if (own != null) {
                return new Judgement(finding.verdict, finding.isGuess, evidence, hint, moment, site, own, "");
            }
        }
        LookAt next = nextBest(facts, first, calls);
        return new Judgement(
                finding.verdict,
                finding.isGuess,
                evidence,
                hint,
                next.moment,
                next.moment == null ? null : facts.site(next.moment),
                next.line,
                next.line == null ? "" : next.note);
    }

    private static List<Moment> moments(Finding finding, SocketFacts facts) {
        List<Moment> moments = new ArrayList<>(finding.moments);
        moments.addAll(facts.accepted ? ACCEPTED : CONNECTED);
        return moments;
    }

    /** Whether it matters most what the code on the connection does with it. */
    private static boolean isForHandler(Finding finding, SocketFacts facts) {
        return facts.accepted
                ? finding.moments.get(0) != Moment.NOW && finding.verdict != Verdict.CLOSED_BUT_HELD
                : finding.verdict == Verdict.READING_PAUSED
                        || finding.verdict == Verdict.END_OF_STREAM_IGNORED
                        || finding.verdict == Verdict.STUCK;
    }

    /** Where no stack that tells of the socket's use has a frame of the application. */
    private LookAt nextBest(SocketFacts facts, @Nullable Moment first, AsynchronousCalls calls) {
        if (facts.handler != null) {
            return new LookAt(
                    first, facts.handler, "the application's object on this connection, where its method begins");
        }
        StackTraceElement accepted = frames.application(facts.site(Moment.ACCEPTED));
        if (accepted != null) {
            return new LookAt(Moment.ACCEPTED, accepted, "where it was accepted: the code that serves it is not known");
        }
        StackTraceElement call = calls.line();
        if (call != null) {
            return new LookAt(first, call, calls.note());
        }
        StackTraceElement entry = first == null ? null : frames.entry(facts.site(first));
        if (entry != null) {
            return new LookAt(first, entry, "no frame of the application is known");
        }
        StackTraceElement listener = frames.application(facts.site(Moment.LISTENER_OPENED));
        return listener == null
                ? new LookAt(first, null, "")
                : new LookAt(Moment.LISTENER_OPENED, listener, "only the line that opened its listener is known");
    }

    /** A line to look at, and what it is. */
    private static final class LookAt {
        final @Nullable Moment moment;
        final @Nullable StackTraceElement line;
        final String note;

        LookAt(@Nullable Moment moment, @Nullable StackTraceElement line, String note) {
            this.moment = moment;
            this.line = line;
            this.note = note;
        }
    }
}
