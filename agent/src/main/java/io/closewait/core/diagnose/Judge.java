package io.closewait.core.diagnose;

import io.closewait.core.diagnose.rules.Abandoned;
import io.closewait.core.diagnose.rules.ClosedButHeld;
import io.closewait.core.diagnose.rules.EndOfStreamIgnored;
import io.closewait.core.diagnose.rules.HalfClosedBusy;
import io.closewait.core.diagnose.rules.IdleInPool;
import io.closewait.core.diagnose.rules.NeverClosed;
import io.closewait.core.diagnose.rules.Stuck;
import io.closewait.core.diagnose.rules.Undetermined;

/** Asks the rules in order, the most specific first; the first that has an answer gives the verdict. */
final class Judge {
    private final Frames frames;
    private final Rule[] rules;
    private final Undetermined undetermined = new Undetermined();

    Judge(Frames frames) {
        this.frames = frames;
        rules = new Rule[] {
            new ClosedButHeld(),
            new Abandoned(),
            new HalfClosedBusy(),
            new EndOfStreamIgnored(),
            new Stuck(frames),
            new IdleInPool(),
            new NeverClosed(),
        };
    }

    Judgement judge(SocketFacts facts) {
        for (Rule rule : rules) {
            Judgement judgement = rule.judge(facts);
            if (judgement != null) {
                return withLine(judgement, facts);
            }
        }
        return withLine(undetermined.judge(facts), facts);
    }

    /** Where the stack of the verdict is all libraries', another stack of the same socket may hold the application's line. */
    private Judgement withLine(Judgement judgement, SocketFacts facts) {
        if (frames.guilty(judgement.site) != null) {
            return judgement;
        }
        if (frames.guilty(facts.connectSite) != null) {
            return judgement.at(facts.connectSite, "connected");
        }
        if (frames.guilty(facts.firstUseSite) != null) {
            return judgement.at(facts.firstUseSite, "first used");
        }
        if (frames.guilty(facts.lastWriteSite) != null) {
            return judgement.at(facts.lastWriteSite, "last written");
        }
        if (frames.guilty(facts.lastReadSite) != null) {
            return judgement.at(facts.lastReadSite, "last read");
        }
        if (frames.guilty(facts.listenerSite) != null) {
            return judgement.at(facts.listenerSite, "listener opened");
        }
        return judgement;
    }
}
