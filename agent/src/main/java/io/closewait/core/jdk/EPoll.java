package io.closewait.core.jdk;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * An epoll instance of the agent's own, through the JDK's natives. Watching costs the application nothing; the kernel drops
 * a watched descriptor by itself when it is really closed.
 * <p>
 * {@link #await} belongs to one thread; {@link #watch} may be called by any.
 */
public abstract class EPoll {
    /** The peer's FIN (epoll_ctl(2)); {@code EPOLLERR} and {@code EPOLLHUP} are always reported as well. */
    static final int EPOLLRDHUP = 0x2000;

    static final int EPOLLONESHOT = 1 << 30;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_MOD = 3;
    static final int EEXIST = 17;

    /** How many events one {@link #await} takes at most; the rest waits in the kernel. */
    static final int MAX_EVENTS = 1024;

    private static final @Nullable MethodHandle ALLOCATE = statically("allocatePollArray", int.class);
    private static final @Nullable MethodHandle EVENT = statically("getEvent", long.class, int.class);
    private static final @Nullable MethodHandle NUMBER = statically("getDescriptor", long.class);

    /** The address of the array that the kernel writes its events to. */
    final long events;

    EPoll() throws IOException {
        try {
            events = (long) requireNonNull(ALLOCATE).invokeExact(MAX_EVENTS);
        } catch (Throwable t) {
            throw Handles.<IOException>rethrow(t);
        }
    }

    static boolean hasEvents() {
        return ALLOCATE != null && EVENT != null && NUMBER != null;
    }

    /**
     * A new instance.
     *
     * @throws IOException if this JDK or the kernel does not give one; the message says what is missing
     */
    public static EPoll open() throws IOException {
        if (EPollOfJdk11.isAvailable()) {
            return new EPollOfJdk11();
        }
        if (EPollOfJdk8.isAvailable()) {
            return new EPollOfJdk8();
        }
        throw new IOException("this JDK has no known epoll natives");
    }

    /** Reports the peer's FIN on this descriptor once, or a reset, or both sides shut. Returns 0 or the error number. */
    public final int watch(int number) {
        return control(number, EPOLLRDHUP | EPOLLONESHOT);
    }

    /** After the FIN was seen: reports once more, when the connection ends altogether. Returns 0 or the error number. */
    public final int watchForEnd(int number) {
        return control(number, EPOLLONESHOT);
    }

    private int control(int number, int events) {
        int error = control(EPOLL_CTL_ADD, number, events);
        return error == EEXIST ? control(EPOLL_CTL_MOD, number, events) : error;
    }

    abstract int control(int operation, int number, int events);

    /** Waits up to {@code timeoutMillis}; returns how many descriptors have something to say. */
    public abstract int await(int timeoutMillis) throws IOException;

    /** The descriptor of the {@code index}th event of the last {@link #await}. */
    public final int number(int index) {
        try {
            long event = (long) requireNonNull(EVENT).invokeExact(events, index);
            return (int) requireNonNull(NUMBER).invokeExact(event);
        } catch (Throwable t) {
            throw Handles.<RuntimeException>rethrow(t);
        }
    }

    /** Releases the epoll descriptor. */
    public abstract void close();

    static @Nullable MethodHandle statically(String method, Class<?>... parameters) {
        return Handles.statically("sun.nio.ch.EPoll", method, parameters);
    }
}
