package io.closewait.core.jdk;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** {@code sun.nio.ch.EPoll} as it is since JDK 11: static, with a timeout (JDK-8200179). */
final class EPollOfJdk11 extends EPoll {
    private static final @Nullable MethodHandle CREATE = statically("create");
    private static final @Nullable MethodHandle CTL = statically("ctl", int.class, int.class, int.class, int.class);
    private static final @Nullable MethodHandle WAIT = statically("wait", int.class, long.class, int.class, int.class);
    private static final @Nullable MethodHandle FREE = statically("freePollArray", long.class);
    private static final @Nullable MethodHandle CLOSE =
            Handles.statically("sun.nio.ch.FileDispatcherImpl", "closeIntFD", int.class);
    // JDK 21 and later moved it
    private static final @Nullable MethodHandle CLOSE_OF_JDK_21 =
            Handles.statically("sun.nio.ch.UnixFileDispatcherImpl", "closeIntFD", int.class);

    private final int epoll;

    EPollOfJdk11() throws IOException {
        try {
            epoll = (int) requireNonNull(CREATE).invokeExact();
        } catch (Throwable t) {
            throw Handles.<IOException>rethrow(t);
        }
    }

    static boolean isAvailable() {
        return CREATE != null && CTL != null && WAIT != null && hasEvents();
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
            return Math.max(0, (int) requireNonNull(WAIT).invokeExact(epoll, events, MAX_EVENTS, timeoutMillis));
        } catch (Throwable t) {
            throw Handles.<IOException>rethrow(t);
        }
    }

    @Override
    public void close() {
        MethodHandle close = CLOSE != null ? CLOSE : CLOSE_OF_JDK_21;
        try {
            if (close != null) {
                close.invokeExact(epoll);
            }
            if (FREE != null) {
                FREE.invokeExact(events);
            }
        } catch (Throwable leaked) {
            // one descriptor of a stopping agent; nothing better can be done
        }
    }
}
