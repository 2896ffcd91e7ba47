package io.closewait.core.diagnose.rules;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Moment;
import org.jspecify.annotations.Nullable;

/** The channel was closed, its descriptor was not: a selector it is registered with has not run since. */
public final class ClosedButHeld implements Rule {
    private final Frames frames;

    public ClosedButHeld(Frames frames) {
        this.frames = frames;
    }

    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        if (facts.closedByApplicationMillis < 0) {
            return null;
        }
        boolean isLoopAway = facts.loop != null && !facts.loop.isSelecting();
        Finding finding = new Finding(Verdict.CLOSED_BUT_HELD)
                // A library may have closed it before it called the code that its selector's thread is stuck in.
                .at(Moment.CLOSED, isLoopAway ? Moment.NOW : facts.birth(), facts.birth())
                .because("closed by the application " + Ages.text(facts.closedByApplicationMillis)
                        + " ago, the descriptor is still open")
                .toDo(
                        "The JDK frees the descriptor in the selector's next select(). Wake the selector up after closing, or"
                                + " close it.");
        if (facts.loop != null && isLoopAway) {
            finding.because("its selector has not run for " + Ages.text(facts.loop.awayMillis) + ": "
                            + facts.loop.thread.text(frames))
                    .toDo("Free the selector's thread: move whatever keeps it busy to another thread.");
        }
        return finding;
    }
}
