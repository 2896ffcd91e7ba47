package io.closewait.core.registry;

import java.lang.ref.WeakReference;

/**
 * A thread that used a socket: weakly, so that neither it nor its class loader is kept, and its name at that time, so that
 * it can be named when it is gone.
 */
public final class ThreadRef extends WeakReference<Thread> {
    private static final int CACHED = 512;
    /** Static, so that no record needs a reference to it. It changes no answer, and an agent that is started anew has its own. */
    private static final ThreadRef[] CACHE = new ThreadRef[CACHED];

    private final String name;

    private ThreadRef(Thread thread) {
        super(thread);
        this.name = thread.getName(); // final, so no application code
    }

    /**
     * The reference to a thread, mostly a shared one. The cache is racy on purpose: two threads that write the same slot cost
     * each other one small allocation, never a wrong answer.
     */
    public static ThreadRef of(Thread thread) {
        int slot = System.identityHashCode(thread) & (CACHED - 1);
        ThreadRef cached = CACHE[slot];
        if (cached != null && cached.get() == thread) {
            return cached;
        }
        ThreadRef fresh = new ThreadRef(thread);
        CACHE[slot] = fresh;
        return fresh;
    }

    /** The thread's name when it was seen first; empty for an unnamed virtual thread. */
    public String name() {
        return name;
    }
}
