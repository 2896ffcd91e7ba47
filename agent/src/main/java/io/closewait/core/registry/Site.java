package io.closewait.core.registry;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the code, as the list of frames that leads to it: plain data that pins no class. Two equal stacks are one site.
 * Immutable but for what is counted: closed sockets by the reporter's thread alone, suspects by all threads, racing each other.
 */
public final class Site implements Stack {
    private final int id;
    private final List<StackTraceElement> frames;
    private volatile int suspectSockets;
    private volatile double closed;
    private volatile double closedFirst;
    private volatile double livedMillis;

    Site(int id, List<StackTraceElement> frames) {
        this.id = id;
        this.frames = frames;
    }

    /** What stands for all the sites for which there is no room. */
    static Site ofOthers() {
        return new Site(0, Collections.emptyList());
    }

    @Override
    public Site site() {
        return this;
    }

    /** Unique in this JVM's run, in order of appearance; 0 for the one that stands for others. */
    public int id() {
        return id;
    }

    /** The same of a site that may not be known: 0 then, too. */
    public static int idOf(@Nullable Site site) {
        return site == null ? 0 : site.id;
    }

    /** From the innermost frame outwards, the agent's own frames left out. */
    public List<StackTraceElement> frames() {
        return frames;
    }

    /** Whether the method is on the stack, at whatever line. */
    public boolean has(StackTraceElement method) {
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().equals(method.getClassName())
                    && frame.getMethodName().equals(method.getMethodName())) {
                return true;
            }
        }
        return false;
    }

    /** Sockets of this site that were closed since the start, estimated from a sample when there are many. */
    public double closed() {
        return closed;
    }

    /** Of those, the ones that were closed before the end of the stream was read: they pass through {@code TIME_WAIT}. */
    public double closedFirst() {
        return closedFirst;
    }

    /** How long the closed ones were open, in milliseconds, added up; estimated as {@link #closed}. */
    public double livedMillis() {
        return livedMillis;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by the reporter's thread alone
    void countClosed(double sockets, double lifetimeMillis, boolean first) {
        closed += sockets;
        livedMillis += sockets * lifetimeMillis;
        closedFirst += first ? sockets : 0;
    }

    /** From now on the next {@code sockets} sockets of this site get full evidence. */
    public void suspect(int sockets) {
        suspectSockets = sockets;
    }

    /** Whether this socket gets full evidence; uses up one of the sockets that do. Races cost a socket more or less. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    boolean takeSuspect() {
        if (suspectSockets <= 0) {
            return false;
        }
        suspectSockets--;
        return true;
    }
}
