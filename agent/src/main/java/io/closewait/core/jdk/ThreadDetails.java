package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The stack of a thread now, what it waits for and which thread holds that. Platform threads tell all of it; of a virtual
 * thread the JDK tells the stack, and the owner of a {@code java.util.concurrent} lock, but not of a monitor. No method that a
 * subclass of {@link Thread} could have overridden is called. Immutable.
 */
public final class ThreadDetails {
    private static final @Nullable MethodHandle ID = Handles.getter("java.lang.Thread", "tid", long.class);
    private static final @Nullable MethodHandle OWNER = Handles.getter(
            "java.util.concurrent.locks.AbstractOwnableSynchronizer", "exclusiveOwnerThread", Thread.class);
    // JDK 21 and later (JEP 444)
    private static final @Nullable MethodHandle IS_VIRTUAL = Handles.virtually("java.lang.Thread", "isVirtual");

    /** Up to JDK 18; then {@code holder.task}. */
    private static final JdkField TARGET = new JdkField("java.lang.Thread", "target");

    private static final JdkField HOLDER = new JdkField("java.lang.Thread", "holder");
    private static final JdkField TASK = new JdkField("java.lang.Thread$FieldHolder", "task");

    private final StackTraceElement[] stack;
    private final Thread.State state;
    private final String waitsFor;
    private final @Nullable Thread owner;

    private ThreadDetails(StackTraceElement[] stack, Thread.State state, String waitsFor, @Nullable Thread owner) {
        this.stack = stack;
        this.state = state;
        this.waitsFor = waitsFor;
        this.owner = owner;
    }

    public static ThreadDetails of(Thread thread) {
        Object blocker = LockSupport.getBlocker(thread);
        Thread owner = ownerOf(blocker);
        String waitsFor = blocker == null ? "" : name(blocker);
        long id = id(thread);
        if (id >= 0 && !isVirtual(thread)) {
            try {
                ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(id, Integer.MAX_VALUE);
                if (info != null) {
                    LockInfo lock = info.getLockInfo();
                    return new ThreadDetails(
                            info.getStackTrace(),
                            info.getThreadState(),
                            lock == null ? waitsFor : lock.toString(),
                            owner != null ? owner : withId(info.getLockOwnerId()));
                }
            } catch (LinkageError noManagementModule) {
                // a runtime image without java.management: the stack is still to be had
            }
        }
        return new ThreadDetails(thread.getStackTrace(), thread.getState(), waitsFor, owner);
    }

    private static boolean isVirtual(Thread thread) {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invoke(thread);
        } catch (Throwable t) {
            throw Handles.<RuntimeException>rethrow(t);
        }
    }

    /** What {@link Thread#getId} returns unless overridden; -1 if this JVM does not let the agent see it. */
    public static long id(Thread thread) {
        try {
            return ID == null ? -1 : (long) ID.invoke(thread);
        } catch (Throwable t) {
            throw Handles.<RuntimeException>rethrow(t);
        }
    }

    private static @Nullable Thread ownerOf(@Nullable Object blocker) {
        if (OWNER == null || !(blocker instanceof AbstractOwnableSynchronizer)) {
            return null;
        }
        try {
            return (Thread) OWNER.invoke(blocker);
        } catch (Throwable t) {
            throw Handles.<RuntimeException>rethrow(t);
        }
    }

    /** What the thread was made to run: its task; of a thread of an own class, the objects that it holds. */
    public static List<Object> work(Thread thread) {
        Object holder = HOLDER.of(thread);
        Object task = holder == null ? TARGET.of(thread) : TASK.of(holder);
        return task == null ? new ObjectFields().of(thread) : Collections.singletonList(task);
    }

    private static @Nullable Thread withId(long id) {
        if (id < 0) {
            return null;
        }
        for (Thread thread : live()) {
            if (id(thread) == id) {
                return thread;
            }
        }
        return null;
    }

    /** All platform threads. */
    public static List<Thread> live() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        // Not Thread.getAllStackTraces, which stops all threads for their stacks.
        Thread[] threads = new Thread[2 * group.activeCount() + 16];
        return Arrays.asList(threads).subList(0, group.enumerate(threads));
    }

    private static String name(Object blocker) {
        return blocker.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(blocker));
    }

    public StackTraceElement[] stack() {
        return stack;
    }

    public Thread.State state() {
        return state;
    }

    /** Class and identity of what it waits for; empty if it does not wait, or that is not known. */
    public String waitsFor() {
        return waitsFor;
    }

    /** Who holds that, null if nobody or not known. */
    public @Nullable Thread owner() {
        return owner;
    }
}
