package io.closewait.core.diagnose;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where threads wait for work. Most are known without a list: such a stack has nothing but its outer end in common with others. */
final class WaitingForWork {
    private static final Set<String> FRAMES = new HashSet<>(Arrays.asList(
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
            "org.eclipse.jetty.util.thread.QueuedThreadPool$Runner.idleJobPoll",
            "java.net.ServerSocket.accept",
            "sun.nio.ch.ServerSocketChannelImpl.accept"));

    private static final Set<String> EVENT_FRAMES = new HashSet<>(Arrays.asList(
            "sun.nio.ch.SelectorImpl.select",
            "sun.nio.ch.SelectorImpl.lockAndDoSelect",
            "sun.nio.ch.EPollPort$EventHandlerTask.poll"));

    /** Of native transports, whose classes may have been moved into packages of others. */
    private static final Set<String> EVENT_METHODS =
            new HashSet<>(Arrays.asList("epollWait", "kqueueWait", "ioUringEnter"));

    private static final Set<String> TAKING = new HashSet<>(Arrays.asList("take", "poll", "pollFirst", "takeFirst"));

    private WaitingForWork() {}

    static boolean is(List<StackTraceElement> frames) {
        for (StackTraceElement frame : frames) {
            if (FRAMES.contains(frame.getClassName() + "." + frame.getMethodName())) {
                return true;
            }
        }
        return isForEvents(frames) || isTakingFromQueue(frames);
    }

    /** For the channels that are ready. */
    static boolean isForEvents(List<StackTraceElement> frames) {
        for (StackTraceElement frame : frames) {
            if (EVENT_FRAMES.contains(frame.getClassName() + "." + frame.getMethodName())
                    || EVENT_METHODS.contains(frame.getMethodName())) {
                return true;
            }
        }
        return false;
    }

    /** The JDK's frames of a sleep, which are several since JDK 19. */
    static boolean isSleep(List<StackTraceElement> frames) {
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().equals("java.lang.Thread")
                    && frame.getMethodName().equals("sleep")) {
                return true;
            }
        }
        return false;
    }

    /** A worker of the application's own: its loop, the outermost of its frames, takes the next task from a queue. */
    private static boolean isTakingFromQueue(List<StackTraceElement> frames) {
        boolean isTaking = false;
        int callers = 0;
        for (StackTraceElement frame : frames) {
            String name = frame.getClassName();
            if (name.startsWith("java.util.concurrent.")
                    || name.startsWith("java.lang.")
                    || name.startsWith("jdk.internal.")
                    || name.startsWith("sun.misc.")) {
                isTaking |= callers == 0
                        && TAKING.contains(frame.getMethodName())
                        && (name.endsWith("Queue") || name.endsWith("Deque"));
            } else {
                callers++;
            }
        }
        return isTaking && callers == 1;
    }
}
