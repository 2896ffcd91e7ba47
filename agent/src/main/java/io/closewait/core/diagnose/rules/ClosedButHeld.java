package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import org.jspecify.annotations.Nullable;

/** The channel was closed, its descriptor was not: a selector it is registered with has not run since. */
public final class ClosedButHeld implements Rule {
    @Override
    public @Nullable Judgement judge(SocketFacts facts) {
        if (facts.closedByApplicationMillis < 0) {
            return null;
        }
        return new Judgement(
                Verdict.CLOSED_BUT_HELD,
                facts.closedSite != null ? facts.closedSite : facts.openingSite,
                facts.closedSite != null ? "closed" : "opened",
                "The selector that this channel is registered with must run: the JDK frees the descriptor in its next"
                        + " select() or selectNow(). Wake the selector up after closing, or close the selector.",
                new Lines()
                        .add("closed by the application " + Ages.text(facts.closedByApplicationMillis)
                                + " ago, the descriptor is still open")
                        .withUse(facts));
    }
}
