package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/** A read returned -1: the application was told that the peer is gone, and did not close. */
public final class EndOfStreamIgnored implements Rule {
    @Override
    public @Nullable Judgement judge(SocketFacts facts) {
        if (facts.endOfStreamMillis < 0) {
            return null;
        }
        Site told = facts.endOfStreamSite;
        Site first = told != null ? told : facts.firstUseSite;
        return new Judgement(
                Verdict.END_OF_STREAM_IGNORED,
                first != null ? first : facts.openingSite,
                told != null ? "read -1" : first != null ? "first used" : facts.accepted ? "accepted" : "opened",
                "Where read returns -1, close the socket; with a selector, close the channel (which cancels its key)."
                        + " Taking the read interest away alone leaves the descriptor open for good.",
                new Lines()
                        .add("a read returned -1 " + Ages.text(facts.endOfStreamMillis) + " ago: the application knows")
                        .addIf(
                                told == null,
                                "the stack of that read was not taken: it will be, from the next leak of this site on")
                        .withUse(facts));
    }
}
