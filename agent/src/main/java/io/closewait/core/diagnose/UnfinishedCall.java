package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells by the code of the application's methods whether a thread will come back to a socket that it has used: it is in a call that
 * closes it at the end, or in a loop over several.
 */
public final class UnfinishedCall {
    /** The JDK's frames at the outer end of a thread that no executor runs: {@code run}, and since 21 {@code runWith}. */
    private static final int MOST_OF_A_THREADS_OWN = 2;

    private final Frames frames;

    public UnfinishedCall(Frames frames) {
        this.frames = frames;
    }

    /**
     * The application's block that closes the socket at its end, or gives it back, and in which the thread still is: in the same
     * call, as far as the stacks tell, in which it used the socket. Null if there is none.
     */
    public @Nullable StackTraceElement closingBlock(Function<Moment, @Nullable Site> stacks, ThreadNow thread) {
        for (Moment use : StillAtIt.USES) {
            Site site = stacks.apply(use);
            if (site != null) {
                for (SharedCalls.Call frame : SharedCalls.of(site, thread.site, frames)) {
                    if (isApplications(frame.now) && frames.code().isInOneClosingBlock(frame.used, frame.now)) {
                        return frame.now;
                    }
                }
            }
        }
        return null;
    }

    /** The same of the block that follows the line where the thread has opened the socket: of one whose uses are not known. */
    public @Nullable StackTraceElement closingBlockAfter(@Nullable Site opened, ThreadNow thread) {
        if (opened != null) {
            for (SharedCalls.Call frame : SharedCalls.of(opened, thread.site, frames)) {
                if (isApplications(frame.now) && frames.code().isInClosingBlockAfter(frame.used, frame.now)) {
                    return frame.now;
                }
            }
        }
        return null;
    }

    /**
     * Where the thread still is in the very call in which a read returned -1, on its way to a line that closes the socket or gives
     * it back. Null if it is not.
     */
    public @Nullable StackTraceElement onTheWayToClose(@Nullable Site endOfStream, ThreadNow thread) {
        StackTraceElement reader = frames.application(endOfStream);
        StackTraceElement onItsWay = null;
        boolean isReading = false;
        if (endOfStream != null && reader != null) {
            for (SharedCalls.Call frame : SharedCalls.of(endOfStream, thread.site, frames)) {
                isReading |= frame.used.equals(reader);
                if (onItsWay == null
                        && isApplications(frame.now)
                        && frames.code().closesLater(frame.now)) {
                    onItsWay = frame.now;
                }
            }
        }
        return isReading ? onItsWay : null;
    }

    /**
     * Whether the thread is inside a loop over several sockets, in which it has used this one: in the same calls, of the application's
     * own thread, none of which takes a task or a connection.
     */
    public boolean isInLoop(Function<Moment, @Nullable Site> stacks, ThreadNow thread) {
        for (Moment use : StillAtIt.USES) {
            Site site = stacks.apply(use);
            if (site != null && isInLoop(site, thread.site)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInLoop(Site used, Site now) {
        int beforeBase = SharedCalls.outermost(now.frames(), frames);
        boolean isOwnThread = now.frames().size() - 1 - beforeBase <= MOST_OF_A_THREADS_OWN;
        int calls = 0;
        for (SharedCalls.Call frame : SharedCalls.of(used, now, frames)) {
            FrameKind kind = frames.kind(frame.now);
            if (kind == FrameKind.JDK && calls > 0) {
                break; // what they call is the same, too
            }
            if (kind != FrameKind.APPLICATION || frames.code().takesWork(frame.now)) {
                return false;
            }
            calls++;
        }
        return isOwnThread && calls > 1;
    }

    private boolean isApplications(StackTraceElement frame) {
        return frames.kind(frame) == FrameKind.APPLICATION;
    }
}
