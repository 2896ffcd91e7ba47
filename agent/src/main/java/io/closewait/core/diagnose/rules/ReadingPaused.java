package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Nobody asks to read: the selector was told not to, or its thread is waiting for events although bytes are there. So nobody is
 * told of the peer's end, either.
 */
public final class ReadingPaused implements Rule {
    /** Whether the facts are those of a connection that is not to be read. */
    static boolean isPaused(SocketFacts facts) {
        return facts.isReadOff() || isPassedOver(facts);
    }

    private static boolean isPassedOver(SocketFacts facts) {
        boolean isLoopWaiting = (facts.loop != null && facts.loop.isSelecting())
                || (facts.lastUserNow != null && facts.lastUserNow.isWaitingForEvents());
        return facts.hasUnreadAnswer() && isLoopWaiting;
    }

    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        boolean isAnswerLeftUnread = !facts.accepted && facts.isReadOnDemand && facts.hasUnreadAnswer();
        if (!isPaused(facts) || isAnswerLeftUnread) {
            return null;
        }
        return new Finding(Verdict.READING_PAUSED)
                .at(Moment.LAST_READ, Moment.FIRST_USED, facts.birth())
                .becauseIf(isPassedOver(facts), "bytes are ready to be read, but its event loop is waiting for events")
                .toDo("Resume reading, or close the connection if it is not to be read any more.");
    }
}
