package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.library.Library;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a thread is still inside what it used a socket for. The method that read may have returned, so what counts is any
 * frame that the two stacks have in common, but for the outer end that all tasks of a thread share.
 */
public final class StillAtIt {
    static final Moment[] USES = {Moment.LAST_READ, Moment.LAST_WRITTEN, Moment.FIRST_WRITTEN, Moment.FIRST_USED};

    private final Frames frames;

    public StillAtIt(Frames frames) {
        this.frames = frames;
    }

    /** Whether any stack of a use is known. */
    public static boolean isUseKnown(Function<Moment, @Nullable Site> stacks) {
        for (Moment use : USES) {
            if (stacks.apply(use) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the stacks of its uses has such a frame in common with what the thread does now. */
    public boolean is(Function<Moment, @Nullable Site> stacks, ThreadNow thread) {
        Set<String> now = methods(thread.site);
        for (Moment use : USES) {
            Site site = stacks.apply(use);
            if (site != null && isShared(site, now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the thread has gone on in the very call that used the socket, to code of the application: a library with a thread for
     * each connection reads and serves in the same {@code run}, which else all tasks of a thread may share. Of a worker that
     * takes one task after the other, the two stacks part at the task, and not between two lines of one method.
     */
    public boolean hasGoneOn(Function<Moment, @Nullable Site> stacks, ThreadNow thread) {
        for (Moment use : USES) {
            Site site = stacks.apply(use);
            if (site != null && hasGoneOn(site, thread.site)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasGoneOn(Site used, Site now) {
        List<SharedCalls.Call> shared = SharedCalls.of(used, now, frames);
        SharedCalls.Call innermost = shared.isEmpty() ? null : shared.get(shared.size() - 1);
        return innermost != null
                && !innermost.used.equals(innermost.now)
                && frames.kind(innermost.now) == FrameKind.LIBRARY
                && hasCode(now.frames().subList(0, now.frames().indexOf(innermost.now)));
    }

    /** Whether the thread is inside the work for which the application itself, and no library, opened the socket. */
    public boolean isWhereOpened(@Nullable Site opened, ThreadNow thread) {
        return opened != null && frames.isByApplication(opened) && isShared(opened, methods(thread.site));
    }

    private boolean isShared(Site used, Set<String> now) {
        for (StackTraceElement frame : used.frames()) {
            if (now.contains(method(frame)) && tells(frame)) {
                return true;
            }
        }
        return false;
    }

    private boolean tells(StackTraceElement frame) {
        switch (frames.kind(frame)) {
            case JDK:
                return isServerOfJdk(frame) || isAsynchronousChannel(frame);
            case GENERATED:
                return false;
            default:
                return !frames.isBase(frame);
        }
    }

    /** Its HTTP server and RMI call the application from frames of the JDK only; in others all threads meet. */
    private boolean isServerOfJdk(StackTraceElement frame) {
        Library part = frames.library(frame.getClassName());
        return part != null && part.plays(Library.Role.SERVER, frame.getClassName(), frame.getMethodName());
    }

    /** It calls the application's completion handler from the method that has read or written. */
    private static boolean isAsynchronousChannel(StackTraceElement frame) {
        return frame.getClassName().equals("sun.nio.ch.UnixAsynchronousSocketChannelImpl")
                && frame.getMethodName().startsWith("finish");
    }

    private static Set<String> methods(Site stack) {
        Set<String> methods = new HashSet<>();
        for (StackTraceElement frame : stack.frames()) {
            methods.add(method(frame));
        }
        return methods;
    }

    private static String method(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    /** Whether a stack has a frame that somebody can change. */
    public boolean hasCode(Site site) {
        return hasCode(site.frames());
    }

    private boolean hasCode(List<StackTraceElement> stack) {
        for (StackTraceElement frame : stack) {
            if (frames.kind(frame) == FrameKind.APPLICATION) {
                return true;
            }
        }
        return false;
    }
}
