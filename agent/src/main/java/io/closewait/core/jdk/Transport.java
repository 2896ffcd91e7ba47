package io.closewait.core.jdk;

import io.closewait.hooks.SocketKind;
import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The table of what owns a descriptor: the {@link SocketKind} that woven code hands over, what reports call it, and the field
 * that leads to the descriptor.
 */
public enum Transport {
    SOCKET(SocketKind.SOCKET, "java.net.Socket", "java.net.SocketImpl", "fd", FileDescriptor.class),
    CHANNEL(SocketKind.CHANNEL, "SocketChannel", "sun.nio.ch.SocketChannelImpl", "fd", FileDescriptor.class),
    SERVER_CHANNEL(
            SocketKind.SERVER_CHANNEL,
            "ServerSocketChannel",
            "sun.nio.ch.ServerSocketChannelImpl",
            "fd",
            FileDescriptor.class),
    ASYNC_CHANNEL(
            SocketKind.ASYNC_CHANNEL,
            "AsynchronousSocketChannel",
            "sun.nio.ch.AsynchronousSocketChannelImpl",
            "fd",
            FileDescriptor.class),
    ASYNC_SERVER_CHANNEL(
            SocketKind.ASYNC_SERVER_CHANNEL,
            "AsynchronousServerSocketChannel",
            "sun.nio.ch.AsynchronousServerSocketChannelImpl",
            "fd",
            FileDescriptor.class),
    /** JDK 8 to 12: a stream, whose field is the {@code SocketImpl}. */
    SOCKET_STREAM(SocketKind.STREAM, "java.net.Socket", "java.net.SocketOutputStream", "impl", Object.class),
    /** JDK 9 to 12: the cleaner's entry, whose field is the number itself. */
    SOCKET_CLEANER(SocketKind.CLEANABLE, "java.net.Socket", "java.net.SocketCleanable", "fd", int.class),
    /** Its class is in any loader and under any name: woven code reads the field and hands over the number. */
    NETTY(SocketKind.NETTY, "Netty native transport", "", "", int.class),
    /** What no hook has seen. */
    UNKNOWN(-1, "unknown", "", "", int.class);

    private static final Transport[] BY_KIND = byKind();

    private final int kind;
    private final String label;
    private final String holder;
    private final String field;
    private final Class<?> fieldType;

    Transport(int kind, String label, String holder, String field, Class<?> fieldType) {
        this.kind = kind;
        this.label = label;
        this.holder = holder;
        this.field = field;
        this.fieldType = fieldType;
    }

    private static Transport[] byKind() {
        Transport[] all = values();
        Transport[] byKind = new Transport[all.length - 1];
        for (Transport transport : all) {
            if (transport != UNKNOWN) {
                byKind[transport.kind] = transport;
            }
        }
        return byKind;
    }

    /**
     * The transport of one of {@link SocketKind}'s numbers.
     *
     * @throws ArrayIndexOutOfBoundsException if it is none of them
     */
    public static Transport of(int kind) {
        return BY_KIND[kind];
    }

    /** The class through which the application holds a socket, as reports name it. */
    public String label() {
        return label;
    }

    /** A getter {@code (Object)type} of the field, null where this JDK has none. */
    @Nullable
    MethodHandle getter() {
        return holder.isEmpty() ? null : Handles.getter(holder, field, fieldType);
    }
}
