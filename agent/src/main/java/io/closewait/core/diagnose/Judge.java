package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.rules.Abandoned;
import io.closewait.core.diagnose.rules.ClosedButHeld;
import io.closewait.core.diagnose.rules.EndOfStreamIgnored;
import io.closewait.core.diagnose.rules.HalfClosedBusy;
import io.closewait.core.diagnose.rules.IdleInPool;
import io.closewait.core.diagnose.rules.NeverClosed;
import io.closewait.core.diagnose.rules.ReadingPaused;
import io.closewait.core.diagnose.rules.RequestNeverCompleted;
import io.closewait.core.diagnose.rules.Starved;
import io.closewait.core.diagnose.rules.Stuck;
import io.closewait.core.diagnose.rules.Undetermined;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks the rules in order, the most specific first; the first that has an answer gives the verdict. */
final class Judge {
    /** Where the application's line is sought if the stacks of the verdict have none. */
    private static final List<Moment> CONNECTED =
            Arrays.asList(Moment.OPENED, Moment.CONNECTED, Moment.FIRST_USED, Moment.LAST_WRITTEN, Moment.LAST_READ);

    private static final List<Moment> ACCEPTED = Arrays.asList(
            Moment.FIRST_WRITTEN, Moment.FIRST_USED, Moment.LAST_WRITTEN, Moment.LAST_READ, Moment.END_OF_STREAM);

    private final Frames frames;
    private final Rule[] rules;
    private final Undetermined undetermined = new Undetermined();

    Judge(Frames frames) {
        this.frames = frames;
        StillAtIt stillAtIt = new StillAtIt(frames);
        rules = new Rule[] {
            new ClosedButHeld(frames),
            new Abandoned(),
            new HalfClosedBusy(),
            new EndOfStreamIgnored(),
            new Stuck(frames, stillAtIt),
            new Starved(frames),
            new RequestNeverCompleted(frames),
            new ReadingPaused(),
            new IdleInPool(frames),
            new NeverClosed(frames),
        };
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
        evidence.addAll(Uses.of(facts));
        String hint = finding.hint;
        if (finding.verdict != Verdict.STUCK || hint.isEmpty()) {
            String known = new InvolvedLibraries(facts, frames).advice(finding.verdict, finding.situation);
            hint = known.isEmpty() ? hint : known;
        }
        return whereToLook(finding, facts, evidence, hint);
    }

    /**
     * The application's frame nearest to what happened. Where the stack of the verdict is all libraries', another stack of the
     * same socket may have it; then the application's object that serves the connection; then the library's own entry; and for
     * want of all these the line that opened the listener.
     */
    private Judgement whereToLook(Finding finding, SocketFacts facts, List<String> evidence, String hint) {
        List<Moment> moments = new ArrayList<>(finding.moments);
        moments.addAll(facts.accepted ? ACCEPTED : CONNECTED);
        Moment first = null;
        for (Moment moment : moments) {
            Site site = facts.site(moment);
            if (site != null && first == null) {
                first = moment;
            }
            StackTraceElement own = frames.application(site);
            if (own != null) {
                return new Judgement(
                        finding.verdict,
                        finding.isGuess,
                        evidence,
                        hint,
                        moment,
                        site,
                        own,
                        moment == Moment.ACCEPTED ? "where it was accepted" : "");
            }
        }
        StackTraceElement lookAt = facts.handler;
        String note = lookAt == null ? "" : "the application's object on this connection; the line is not known";
        Site site = first == null ? null : facts.site(first);
        if (lookAt == null) {
            StackTraceElement accepted = frames.application(facts.site(Moment.ACCEPTED));
            lookAt = accepted;
            note = "where it was accepted: who serves it is not known";
            if (lookAt != null) {
                first = Moment.ACCEPTED;
                site = facts.site(first);
            }
        }
        if (lookAt == null) {
            lookAt = frames.entry(site);
            note = "no frame of the application is known";
        }
        StackTraceElement listener = frames.application(facts.site(Moment.LISTENER_OPENED));
        if (lookAt == null && listener != null) {
            first = Moment.LISTENER_OPENED;
            site = facts.site(first);
            lookAt = listener;
            note = "only the line of its listener is known";
        }
        return new Judgement(
                finding.verdict, finding.isGuess, evidence, hint, first, site, lookAt, lookAt == null ? "" : note);
    }
}
