package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.FrameKind;
import io.closewait.core.diagnose.Frames;
import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.ThreadNow;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/**
 * The thread that used the socket last is still inside the code that used it, and not back where it waits for work. A thread
 * that merely sleeps somewhere else, after it left a connection open, is not stuck with it.
 */
public final class Stuck implements Rule {
    /** Where threads wait for work: a thread at such a frame has finished with whatever it did before. */
    private static final String[] IDLE = {
        "java.util.concurrent.ThreadPoolExecutor.getTask",
        "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
        "org.eclipse.jetty.util.thread.QueuedThreadPool$Runner.idleJobPoll",
        "java.util.concurrent.ForkJoinPool.awaitWork",
        "sun.nio.ch.SelectorImpl.select",
        "sun.nio.ch.SelectorImpl.lockAndDoSelect",
        "sun.nio.ch.EPollPort$EventHandlerTask.poll",
        "java.net.ServerSocket.accept",
        "sun.nio.ch.ServerSocketChannelImpl.accept",
    };
    /** The same for Netty's native transports, which may have been renamed. */
    private static final String[] IDLE_METHODS = {"epollWait", "kqueueWait", "ioUringEnter"};

    private final Frames frames;

    public Stuck(Frames frames) {
        this.frames = frames;
    }

    @Override
    public @Nullable Judgement judge(SocketFacts facts) {
        ThreadNow thread = facts.lastUserNow;
        if (thread == null || isIdle(thread) || !isStillInside(facts, thread)) {
            return null;
        }
        return new Judgement(
                Verdict.STUCK,
                thread.site,
                "now",
                thread.owner.isEmpty()
                        ? "Find out why this thread does not come back; give what it waits for a time-out."
                        : "Thread \"" + thread.owner
                                + "\" holds what this thread needs: look at what that one does, and"
                                + " wait with a time-out.",
                new Lines().add(thread.text()).withUse(facts));
    }

    private static boolean isIdle(ThreadNow thread) {
        for (StackTraceElement frame : thread.site.frames()) {
            String name = frame.getClassName() + "." + frame.getMethodName();
            for (String idle : IDLE) {
                if (name.equals(idle)) {
                    return true;
                }
            }
            for (String idle : IDLE_METHODS) {
                if (frame.getMethodName().equals(idle)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isStillInside(SocketFacts facts, ThreadNow thread) {
        boolean isWaitingForSomebody = thread.state == Thread.State.BLOCKED || !thread.owner.isEmpty();
        if (!facts.accepted && !isWaitingForSomebody && !isWritingNow(thread)) {
            return false;
        }
        Site used = facts.lastReadSite != null ? facts.lastReadSite : facts.firstUseSite;
        if (used == null) {
            return facts.accepted ? frames.guilty(thread.site) != null : isWritingNow(thread);
        }
        StackTraceElement user = frames.guilty(used);
        return user != null ? thread.isInside(user) : sharesLibraryFrame(used, thread);
    }

    private static boolean isWritingNow(ThreadNow thread) {
        for (StackTraceElement frame : thread.site.frames()) {
            boolean isSocket = frame.getClassName().equals("sun.nio.ch.NioSocketImpl")
                    || frame.getClassName().equals("sun.nio.ch.SocketChannelImpl")
                    || frame.getClassName().equals("java.net.SocketOutputStream");
            if (isSocket && frame.getMethodName().contains("rite")) {
                return true;
            }
        }
        return false;
    }

    /** For a server of a library's, whose reading part has no frame of the application. */
    private boolean sharesLibraryFrame(Site used, ThreadNow thread) {
        for (StackTraceElement frame : used.frames()) {
            if (frames.kind(frame) == FrameKind.LIBRARY && thread.isInside(frame)) {
                return frames.guilty(thread.site) != null;
            }
        }
        return false;
    }
}
