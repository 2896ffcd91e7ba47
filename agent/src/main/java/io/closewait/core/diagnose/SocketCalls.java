package io.closewait.core.diagnose;

import io.closewait.core.registry.Site;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The methods of the JDK in which a thread waits for the peer of a blocking socket, of JDK 8 to 27. */
public final class SocketCalls {
    private static final Set<String> READS = new HashSet<>(Arrays.asList(
            "sun.nio.ch.NioSocketImpl.implRead",
            "sun.nio.ch.SocketChannelImpl.read",
            "sun.nio.ch.SocketChannelImpl.blockingRead",
            "java.net.SocketInputStream.socketRead"));

    private static final Set<String> WRITES = new HashSet<>(Arrays.asList(
            "sun.nio.ch.NioSocketImpl.implWrite",
            "sun.nio.ch.NioSocketImpl.write",
            "sun.nio.ch.SocketChannelImpl.write",
            "sun.nio.ch.SocketChannelImpl.blockingWrite",
            "sun.nio.ch.SocketChannelImpl.blockingWriteFully",
            "java.net.SocketOutputStream.socketWrite",
            "java.net.SocketOutputStream.write"));

    private SocketCalls() {}

    /** Whether the thread with this stack reads from a socket. */
    public static boolean isRead(Site stack) {
        return hasOneOf(READS, stack);
    }

    /** Whether the thread with this stack writes to a socket. */
    public static boolean isWrite(Site stack) {
        return hasOneOf(WRITES, stack);
    }

    private static boolean hasOneOf(Set<String> methods, Site stack) {
        for (StackTraceElement frame : stack.frames()) {
            if (methods.contains(frame.getClassName() + "." + frame.getMethodName())) {
                return true;
            }
        }
        return false;
    }
}
