package io.closewait.core.jdk;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/**
 * JDK 8: {@code sun.nio.ch.EPoll} there has no timeout, but the selector's {@code EPollArrayWrapper} has the natives with
 * one. Only its natives are used, on an event array that {@code EPoll} lays out.
 */
final class EPollOfJdk8 extends EPoll {
    private static final String WRAPPER = "sun.nio.ch.EPollArrayWrapper";
    private static final @Nullable MethodHandle CTL =
            statically("epollCtl", int.class, int.class, int.class, int.class);
    private static final @Nullable MethodHandle WAIT =
            Handles.virtually(WRAPPER, "epollWait", long.class, int.class, long.class, int.class);
    private static final @Nullable MethodHandle NUMBER_OF = Handles.getter(WRAPPER, "epfd", int.class);
    private static final @Nullable MethodHandle CLOSE = Handles.virtually(WRAPPER, "closeEPollFD");

    private final Object wrapper;
    private final int epoll;

    EPollOfJdk8() throws IOException {
        try {
            Constructor<?> create = Class.forName(WRAPPER, true, null).getDeclaredConstructor();
            create.setAccessible(true);
            wrapper = create.newInstance();
            epoll = (int) requireNonNull(NUMBER_OF).invokeExact(wrapper);
        } catch (Throwable t) {
            throw Handles.<IOException>rethrow(t);
        }
    }

    static boolean isAvailable() {
        return CTL != null && WAIT != null && NUMBER_OF != null && hasEvents();
    }

    @Override
    int control(int operation, int number, int eventBits) {
        try {
            return (int) requireNonNull(CTL).invokeExact(epoll, operation, number, eventBits);
        } catch (Throwable t) {
            throw Handles.<RuntimeException>rethrow(t);
        }
    }

    @Override
    public int await(int timeoutMillis) throws IOException {
        try {
            return Math.max(0, (int)
                    requireNonNull(WAIT).invokeExact(wrapper, events, MAX_EVENTS, (long) timeoutMillis, epoll));
        } catch (Throwable t) {
            throw Handles.<IOException>rethrow(t);
        }
    }

    @Override
    public void close() {
        try {
            if (CLOSE != null) {
                CLOSE.invokeExact(wrapper);
            }
        } catch (Throwable leaked) {
            // one descriptor of a stopping agent; nothing better can be done
        }
    }
}
