package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.List;

/** The calls that two stacks of a thread have in common, as far as the stacks tell: those that have not returned in between. */
final class SharedCalls {
    private SharedCalls() {}

    /** The calls that a thread is still in, outermost first; of the last one it may be at another line. */
    static List<Call> of(Site used, Site now, Frames frames) {
        List<StackTraceElement> usedFrames = calls(used, frames);
        List<StackTraceElement> nowFrames = calls(now, frames);
        List<Call> shared = new ArrayList<>();
        int inUsed = usedFrames.size() - 1;
        int inNow = nowFrames.size() - 1;
        boolean isSameLine = true;
        while (isSameLine && inUsed >= 0 && inNow >= 0 && isSameMethod(usedFrames.get(inUsed), nowFrames.get(inNow))) {
            shared.add(new Call(usedFrames.get(inUsed), nowFrames.get(inNow)));
            isSameLine = usedFrames.get(inUsed--).equals(nowFrames.get(inNow--));
        }
        return shared;
    }

    /**
     * Without the frames that only some stacks have: the JDK's at the outer end (since 21 Thread.runWith), and those of lambdas'
     * classes.
     */
    private static List<StackTraceElement> calls(Site site, Frames frames) {
        List<StackTraceElement> calls = new ArrayList<>();
        int end = outermost(site.frames(), frames) + 1;
        for (StackTraceElement frame : site.frames().subList(0, end)) {
            if (frames.kind(frame) != FrameKind.GENERATED) {
                calls.add(frame);
            }
        }
        return calls;
    }

    private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
        return one.getClassName().equals(other.getClassName())
                && one.getMethodName().equals(other.getMethodName());
    }

    /** Where in a stack the outermost frame is that is not the JDK's, nor of a lambda's class; -1 if there is none. */
    static int outermost(List<StackTraceElement> stack, Frames frames) {
        int i = stack.size() - 1;
        while (i >= 0
                && (frames.kind(stack.get(i)) == FrameKind.JDK || frames.kind(stack.get(i)) == FrameKind.GENERATED)) {
            i--;
        }
        return i;
    }

    /** A call in which a thread was then and is now. */
    static final class Call {
        final StackTraceElement used;
        final StackTraceElement now;

        Call(StackTraceElement used, StackTraceElement now) {
            this.used = used;
            this.now = now;
        }
    }
}
