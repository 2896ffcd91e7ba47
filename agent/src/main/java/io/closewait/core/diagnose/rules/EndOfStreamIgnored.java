package io.closewait.core.diagnose.rules;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.ThreadNow;
import io.closewait.core.diagnose.UnfinishedCall;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/** A read returned -1: the application was told that the peer is gone, and did not close. */
public final class EndOfStreamIgnored implements Rule {
    private static final String TO_DO =
            "Close the socket where read returns -1; with a selector, close the channel. Clearing OP_READ alone leaves the"
                    + " descriptor open.";

    private final Frames frames;
    private final UnfinishedCall unfinishedCall;

    public EndOfStreamIgnored(Frames frames) {
        this.frames = frames;
        this.unfinishedCall = new UnfinishedCall(frames);
    }

    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        if (facts.endOfStreamMillis < 0 || isOnItsWayToClose(facts)) {
            return null;
        }
        Site read = facts.site(Moment.END_OF_STREAM);
        boolean isReadByLibrary = read != null && isByLibrary(read);
        return new Finding(Verdict.END_OF_STREAM_IGNORED)
                .at(Moment.END_OF_STREAM, Moment.LAST_READ, Moment.FIRST_USED)
                .because("a read returned -1, " + Ages.text(facts.endOfStreamMillis) + " ago")
                .becauseIf(
                        read == null,
                        "the stack of that read was not taken; it will be for the next leaks of this origin")
                .toDo(isReadByLibrary ? toDoWithLibrary(facts) : TO_DO);
    }

    /** The thread that was told has not come to the line that closes: it is {@link Stuck}. */
    private boolean isOnItsWayToClose(SocketFacts facts) {
        ThreadNow reader = facts.lastUserNow;
        return reader != null
                && reader.isAway()
                && !reader.isTimed()
                && unfinishedCall.onTheWayToClose(facts.site(Moment.END_OF_STREAM), reader) != null;
    }

    /** Whether the nearest code to the read that is not the JDK's is a library's. */
    private boolean isByLibrary(Site read) {
        for (StackTraceElement frame : read.frames()) {
            if (frames.kind(frame) != FrameKind.JDK) {
                return frames.kind(frame) == FrameKind.LIBRARY;
            }
        }
        return false;
    }

    /** The application cannot close what it does not have. */
    private static String toDoWithLibrary(SocketFacts facts) {
        return facts.accepted
                ? "The library that read it leaves the connection open for your code: complete what it has begun on it, or close it."
                : "The library that read it leaves the connection open: close what it has given you for it, also after an error.";
    }
}
