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
    // Each a constant of its own, and not a field of the enum: the compiler trusts only static ones.
    private static final @Nullable MethodHandle SOCKET = Transport.SOCKET.getter();
    private static final @Nullable MethodHandle CHANNEL = Transport.CHANNEL.getter();
    private static final @Nullable MethodHandle SERVER_CHANNEL = Transport.SERVER_CHANNEL.getter();
    private static final @Nullable MethodHandle ASYNC_CHANNEL = Transport.ASYNC_CHANNEL.getter();
    private static final @Nullable MethodHandle ASYNC_SERVER_CHANNEL = Transport.ASYNC_SERVER_CHANNEL.getter();
    private static final @Nullable MethodHandle STREAM = Transport.SOCKET_STREAM.getter();
    private static final @Nullable MethodHandle CLEANABLE = Transport.SOCKET_CLEANER.getter();

    private Descriptors() {}

    /** Whether this JDK lets the agent read descriptors at all. */
    public static boolean isAvailable() {
        return NUMBER != null && SOCKET != null && CHANNEL != null;
    }

    /** The number in a descriptor, -1 when it is closed or null. */
    public static int number(@Nullable FileDescriptor descriptor) throws Throwable {
        return descriptor == null || NUMBER == null ? NONE : (int) NUMBER.invokeExact((Object) descriptor);
    }

    /**
     * The number of the descriptor that {@code owner} holds now, -1 if none.
     *
     * @param kind one of {@link SocketKind}'s numbers
     */
    public static int number(@Nullable Object owner, int kind) throws Throwable {
        if (owner == null) {
            return NONE;
        }
        switch (kind) {
            case SocketKind.SOCKET:
                return held(SOCKET, owner);
            case SocketKind.CHANNEL:
                return held(CHANNEL, owner);
            case SocketKind.SERVER_CHANNEL:
                return held(SERVER_CHANNEL, owner);
            case SocketKind.ASYNC_CHANNEL:
                return held(ASYNC_CHANNEL, owner);
            case SocketKind.ASYNC_SERVER_CHANNEL:
                return held(ASYNC_SERVER_CHANNEL, owner);
            case SocketKind.STREAM:
                return STREAM == null ? NONE : held(SOCKET, (Object) STREAM.invokeExact(owner));
            case SocketKind.CLEANABLE:
                return CLEANABLE == null ? NONE : (int) CLEANABLE.invokeExact(owner);
            case SocketKind.NETTY:
                return NONE; // woven code hands over its number
            default:
                throw new IllegalArgumentException("no such kind of owner: " + kind);
        }
    }

    private static int held(@Nullable MethodHandle field, Object owner) throws Throwable {
        return field == null ? NONE : number((FileDescriptor) field.invokeExact(owner));
    }
}
