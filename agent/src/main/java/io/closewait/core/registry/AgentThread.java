package io.closewait.core.registry;

import java.util.EnumSet;
import java.util.Set;

/**
 * A thread of the agent's own: a daemon, without the application's context class loader, in no thread group of the
 * application's, which may interrupt whole groups. Nor is the application told of its end: a default handler of uncaught
 * errors may end the JVM. Sockets that it opens are hidden from reports, and what the hooks tell of them is kept here, as proof
 * that they fire.
 */
public final class AgentThread extends Thread {
    /** What a hook told of a socket of the agent's own. */
    public enum Event {
        OPENED,
        ACCEPTED,
        END_OF_STREAM,
        CLOSED
    }

    private final Set<Event> seen = EnumSet.noneOf(Event.class);

    public AgentThread(Runnable work, String name) {
        super(outermostGroup(), work, name);
        setDaemon(true);
        setContextClassLoader(null);
        setUncaughtExceptionHandler(new UncaughtExceptionHandler() {
            @Override
            public void uncaughtException(Thread thread, Throwable failure) {
                // what can be gone on from is caught where it is known how
            }
        });
    }

    private static ThreadGroup outermostGroup() {
        ThreadGroup group = currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** Whether a thread of the agent runs this; notes the event if so. */
    static boolean isCurrent(Event event) {
        Thread current = Thread.currentThread();
        if (current instanceof AgentThread) {
            ((AgentThread) current).seen.add(event);
            return true;
        }
        return false;
    }

    /** What the hooks told on this thread so far; read by the thread itself. */
    public Set<Event> seen() {
        return seen;
    }
}
