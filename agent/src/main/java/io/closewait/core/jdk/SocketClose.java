package io.closewait.core.jdk;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Closes a socket as its owner would: through the JDK's own object where there is one. */
public final class SocketClose {
    private static final @Nullable MethodHandle CLOSE_IMPL = Handles.virtually("java.net.SocketImpl", "close");
    private static final @Nullable MethodHandle SET_NUMBER =
            Handles.statically("sun.nio.ch.IOUtil", "setfdVal", FileDescriptor.class, int.class);
    // Declared by the dispatcher itself up to JDK 20, by UnixDispatcher since.
    private static final @Nullable MethodHandle CLOSE_DESCRIPTOR = Handles.firstOf(
            Handles.virtually("sun.nio.ch.SocketDispatcher", "close", FileDescriptor.class),
            Handles.virtually("sun.nio.ch.UnixDispatcher", "close", FileDescriptor.class));
    private static final @Nullable MethodHandle NEW_DISPATCHER = Handles.constructor("sun.nio.ch.SocketDispatcher");

    private SocketClose() {}

    /** Whether the owner is of the JDK's own classes: no code of an application or library runs when it is closed. */
    public static boolean isPossible(Object owner) {
        boolean isOfJdk = owner.getClass().getClassLoader() == null;
        return isOfJdk && (owner instanceof Channel || (CLOSE_IMPL != null && owner instanceof java.net.SocketImpl));
    }

    /** Closes an owner that {@link #isPossible}. May wait for a thread that is inside one of the socket's calls. */
    public static void close(Object owner) throws IOException {
        if (owner instanceof Channel) {
            ((Channel) owner).close();
            return;
        }
        if (CLOSE_IMPL == null) {
            throw new IOException("SocketImpl.close cannot be called on this JVM");
        }
        try {
            CLOSE_IMPL.invoke(owner);
        } catch (Throwable t) {
            throw Handles.<IOException>rethrow(t);
        }
    }

    /** Closes the descriptor of a channel that nobody can reach any more, hence nobody else can close. */
    public static void close(int number) throws IOException {
        if (CLOSE_DESCRIPTOR == null || NEW_DISPATCHER == null || SET_NUMBER == null) {
            throw new IOException("a descriptor cannot be closed by its number on this JVM");
        }
        try {
            FileDescriptor descriptor = new FileDescriptor();
            SET_NUMBER.invoke(descriptor, number);
            CLOSE_DESCRIPTOR.invoke(NEW_DISPATCHER.invoke(), descriptor);
        } catch (Throwable t) {
            throw Handles.<IOException>rethrow(t);
        }
    }
}
