package io.closewait.core.jdk;

import io.closewait.hooks.SocketKind;
import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The number of a descriptor, read from the field where each class of the JDK keeps it: no method of the owner is called,
 * since an application may have overridden it.
 * <p>
 * On the hot path: the handles are constants, so the compiler turns each call into field reads.
 */
public final class Descriptors {
    /** What is answered for an owner without a descriptor. */
    public static final int NONE = -1;

    private static final @Nullable MethodHandle NUMBER = Handles.getter("java.io.FileDescriptor", "fd", int.class);
    private static final @Nullable MethodHandle SOCKET_IMPL = descriptor("java.net.SocketImpl", "fd");
    private static final @Nullable MethodHandle CHANNEL = descriptor("sun.nio.ch.SocketChannelImpl", "fd");
    private static final @Nullable MethodHandle SERVER_CHANNEL = descriptor("sun.nio.ch.ServerSocketChannelImpl", "fd");
    private static final @Nullable MethodHandle ASYNC_CHANNEL =
            descriptor("sun.nio.ch.AsynchronousSocketChannelImpl", "fd");
    private static final @Nullable MethodHandle ASYNC_SERVER_CHANNEL =
            descriptor("sun.nio.ch.AsynchronousServerSocketChannelImpl", "fd");
    // JDK 8 to 12: the stream of a socket, and the cleaner's entry for it
    private static final @Nullable MethodHandle STREAM_IMPL =
            Handles.getter("java.net.SocketOutputStream", "impl", Object.class);
    private static final @Nullable MethodHandle CLEANABLE = Handles.getter("java.net.SocketCleanable", "fd", int.class);

    private Descriptors() {}

    private static @Nullable MethodHandle descriptor(String className, String field) {
        return Handles.getter(className, field, FileDescriptor.class);
    }

    /** Whether this JDK lets the agent read descriptors at all. */
    public static boolean isAvailable() {
        return NUMBER != null && SOCKET_IMPL != null && CHANNEL != null;
    }

    /** The number in a descriptor, -1 when it is closed or null. */
    public static int number(@Nullable FileDescriptor descriptor) throws Throwable {
        return descriptor == null || NUMBER == null ? NONE : (int) NUMBER.invokeExact((Object) descriptor);
    }

    /** The number of the descriptor that {@code owner} holds now, -1 if none. */
    public static int number(@Nullable Object owner, int kind) throws Throwable {
        if (owner == null) {
            return NONE;
        }
        switch (kind) {
            case SocketKind.SOCKET:
                return held(SOCKET_IMPL, owner);
            case SocketKind.CHANNEL:
                return held(CHANNEL, owner);
            case SocketKind.SERVER_CHANNEL:
                return held(SERVER_CHANNEL, owner);
            case SocketKind.ASYNC_CHANNEL:
                return held(ASYNC_CHANNEL, owner);
            case SocketKind.ASYNC_SERVER_CHANNEL:
                return held(ASYNC_SERVER_CHANNEL, owner);
            case SocketKind.STREAM:
                return STREAM_IMPL == null ? NONE : held(SOCKET_IMPL, (Object) STREAM_IMPL.invokeExact(owner));
            case SocketKind.CLEANABLE:
                return CLEANABLE == null ? NONE : (int) CLEANABLE.invokeExact(owner);
            default:
                return NONE;
        }
    }

    private static int held(@Nullable MethodHandle field, Object owner) throws Throwable {
        return field == null ? NONE : number((FileDescriptor) field.invokeExact(owner));
    }
}
