package io.closewait.core.diagnose.rules;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.InvolvedLibraries;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.library.Library.Situation;
import io.closewait.core.registry.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A server for requests does not watch a connection while its request is being processed. No thread works on this one, so its
 * handler has returned without completing it.
 */
public final class RequestNeverCompleted implements Rule {
    private final Frames frames;

    public RequestNeverCompleted(Frames frames) {
        this.frames = frames;
    }

    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        boolean isPausedWebSocket = !facts.upgradedTo.isEmpty() && ReadingPaused.isPaused(facts);
        if (!facts.accepted || facts.lastReadMillis < 0 || isPausedWebSocket) {
            return null;
        }
        String server = new InvolvedLibraries(facts, frames).httpServer();
        if (server.isEmpty()) {
            return null;
        }
        boolean isBegun = facts.lastWriteMillis >= 0 && facts.lastWriteMillis <= facts.lastReadMillis;
        return new Finding(Verdict.REQUEST_NEVER_COMPLETED)
                .in(isBegun ? Situation.RESPONSE_BEGUN : Situation.USUAL)
                .at(Moment.FIRST_WRITTEN, Moment.LAST_WRITTEN, Moment.FIRST_USED, Moment.LAST_READ)
                .because(server + " read the request " + Ages.text(facts.lastReadMillis)
                        + " ago, and no thread is working on it")
                .because(
                        isBegun
                                ? "the response was begun, and last written to " + Ages.text(facts.lastWriteMillis)
                                        + " ago"
                                : "no response was written")
                .toDo("Complete the request on every path, timeouts and errors included.");
    }
}
