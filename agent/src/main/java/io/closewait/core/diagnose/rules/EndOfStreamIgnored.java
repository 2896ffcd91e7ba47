package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Moment;
import org.jspecify.annotations.Nullable;

/** A read returned -1: the application was told that the peer is gone, and did not close. */
public final class EndOfStreamIgnored implements Rule {
    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        if (facts.endOfStreamMillis < 0) {
            return null;
        }
        return new Finding(Verdict.END_OF_STREAM_IGNORED)
                .at(Moment.END_OF_STREAM, Moment.LAST_READ, Moment.FIRST_USED)
                .because("a read returned -1, " + Ages.text(facts.endOfStreamMillis) + " ago")
                .becauseIf(
                        facts.site(Moment.END_OF_STREAM) == null,
                        "the stack of that read was not taken; it will be for the next leaks of this origin")
                .toDo(
                        "Close the socket where read returns -1; with a selector, close the channel. Clearing OP_READ alone"
                                + " leaves the descriptor open.");
    }
}
