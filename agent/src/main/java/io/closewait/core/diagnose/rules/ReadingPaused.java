package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Moment;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * Nobody asks to read: the selector was told not to, or its thread is waiting for events although bytes are there. So nobody is
 * told of the peer's end, either.
 */
public final class ReadingPaused implements Rule {
    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        boolean isOff = facts.interest >= 0 && (facts.interest & SelectionKey.OP_READ) == 0;
        boolean isLoopWaiting = facts.loop != null && facts.loop.isSelecting()
                || facts.lastUserNow != null && facts.lastUserNow.isWaitingForEvents();
        boolean isPassedOver = facts.hasUnreadAnswer() && isLoopWaiting;
        if (!isOff && !isPassedOver) {
            return null;
        }
        return new Finding(Verdict.READING_PAUSED)
                .at(Moment.LAST_READ, Moment.FIRST_USED, facts.birth())
                .becauseIf(isPassedOver, "bytes are there to be read, and its event loop waits for events all the same")
                .toDo("Read on, or close the connection when it is not to be read any more.");
    }
}
