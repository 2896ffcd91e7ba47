package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.registry.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A library's thread, as its stack shows it: code of the application's that the library has called, and must come back from. */
public final class Callback {
    private final Frames frames;

    public Callback(Frames frames) {
        this.frames = frames;
    }

    /** Whether a library's loop runs on the thread, and has called the application. */
    public boolean is(ThreadNow thread) {
        return callee(thread.site) >= 0;
    }

    /** The same, from a method of the library in which the thread has used the socket without the application's help. */
    public boolean isFromReader(@Nullable Site used, ThreadNow thread) {
        int callee = callee(thread.site);
        if (used == null || callee < 0 || frames.application(used) != null || !SocketCalls.isRead(used)) {
            return false;
        }
        List<StackTraceElement> now = thread.site.frames();
        for (StackTraceElement caller : now.subList(callee + 1, now.size())) {
            if (frames.kind(caller) == FrameKind.LIBRARY && !frames.isBase(caller) && used.has(caller)) {
                return true;
            }
        }
        return false;
    }

    /** Where in the stack the outermost frame of the application is; -1 if there is none, or no library's is outside of it. */
    private int callee(Site site) {
        List<StackTraceElement> stack = site.frames();
        boolean isCalled = false;
        for (int i = stack.size() - 1; i >= 0; i--) {
            FrameKind kind = frames.kind(stack.get(i));
            if (kind == FrameKind.APPLICATION) {
                return isCalled ? i : -1;
            }
            isCalled |= kind == FrameKind.LIBRARY;
        }
        return -1;
    }

    /** Whether a thread has written the socket's first request in code that this one is not inside of. */
    public boolean isWrittenElsewhere(@Nullable Site used, ThreadNow thread) {
        if (used == null || !SocketCalls.isWrite(used)) {
            return false;
        }
        StackTraceElement outermost = frames.outermost(thread.site);
        return outermost != null && !used.has(outermost);
    }
}
