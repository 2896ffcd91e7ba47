package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * An instance field of a class of the JDK's, for the agent's threads to read. The class is asked first: most owners are of
 * another one, and a handle would say so by an exception with a stack, for each of thousands of sockets.
 */
final class JdkField {
    private final @Nullable Class<?> holder;
    private final @Nullable MethodHandle getter;

    JdkField(String className, String field) {
        this.holder = classOrNull(className);
        this.getter = Handles.getter(className, field, Object.class);
    }

    private static @Nullable Class<?> classOrNull(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }

    /** The field's value; null if {@code owner} has no such field, or it cannot be read on this JDK. */
    @Nullable
    Object of(@Nullable Object owner) {
        if (getter == null || holder == null || !holder.isInstance(owner)) {
            return null;
        }
        try {
            return (Object) getter.invokeExact(owner);
        } catch (Throwable unreadable) {
            Handles.rethrowIfStopped(unreadable);
            return null;
        }
    }
}
