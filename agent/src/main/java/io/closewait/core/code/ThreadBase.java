package io.closewait.core.code;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The outer end of a thread's stack: what starts threads, takes tasks from queues and calls them. Two stacks that have only
 * these frames in common have nothing in common.
 */
public final class ThreadBase {
    private static final Set<String> METHODS = new HashSet<>(Arrays.asList(
            "run",
            "call",
            "runWorker",
            "runTask",
            "doRun",
            "runJob",
            "safeExecute",
            "runAllTasks",
            "execute",
            "lambda$run$0"));

    private ThreadBase() {}

    /** Whether a frame is of the JDK's threads and executors, or the program's {@code main}. */
    public static boolean isBase(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("java.lang.Thread")
                || name.startsWith("java.lang.VirtualThread")
                || name.startsWith("java.util.concurrent.")
                || name.startsWith("java.util.Timer")
                || name.startsWith("java.lang.reflect.")
                || name.startsWith("java.lang.invoke.")
                || name.startsWith("java.security.AccessController")
                || name.startsWith("jdk.internal.")
                || name.startsWith("sun.reflect.")
                || name.startsWith("com.sun.tools.javac.launcher.")
                || frame.getMethodName().equals("main");
    }

    /** Whether a library's frame runs what it is given: an event loop, a worker of a pool, a thread's own method. */
    public static boolean runsTasks(StackTraceElement frame) {
        return METHODS.contains(frame.getMethodName()) || hasNameOfRunner(frame.getClassName());
    }

    private static boolean hasNameOfRunner(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple.contains("EventLoop")
                || simple.contains("EventExecutor")
                || simple.contains("ThreadPool")
                || simple.contains("IoHandler")
                || simple.startsWith("Thread");
    }
}
