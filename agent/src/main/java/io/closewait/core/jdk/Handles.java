package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Method handles on the JDK's non-public members, once {@link Modules} has opened their packages. A member that this JDK
 * does not have gives null: whoever asks says what is missing.
 */
public final class Handles {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Handles() {}

    /** A getter {@code (Object)type} of an instance field, or null. */
    public static @Nullable MethodHandle getter(String className, String field, Class<?> type) {
        try {
            Field f = Class.forName(className, false, null).getDeclaredField(field);
            f.setAccessible(true);
            return LOOKUP.unreflectGetter(f).asType(MethodType.methodType(type, Object.class));
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }

    /** A getter {@code ()type} of a static field, or null. The class is not initialised before the handle is used. */
    public static @Nullable MethodHandle staticGetter(String className, String field, Class<?> type) {
        try {
            Field f = Class.forName(className, false, null).getDeclaredField(field);
            f.setAccessible(true);
            return LOOKUP.unreflectGetter(f).asType(MethodType.methodType(type));
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }

    /** A static method with exactly these parameter types, or null. */
    public static @Nullable MethodHandle statically(String className, String method, Class<?>... parameters) {
        try {
            Method m = Class.forName(className, true, null).getDeclaredMethod(method, parameters);
            m.setAccessible(true);
            return LOOKUP.unreflect(m);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            return null;
        }
    }

    /** An instance method as {@code (Object, parameters)}, or null. */
    public static @Nullable MethodHandle virtually(String className, String method, Class<?>... parameters) {
        try {
            Method m = Class.forName(className, true, null).getDeclaredMethod(method, parameters);
            m.setAccessible(true);
            MethodHandle handle = LOOKUP.unreflect(m);
            return handle.asType(handle.type().changeParameterType(0, Object.class));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            return null;
        }
    }

    /** The constructor without parameters as {@code ()Object}, or null. */
    public static @Nullable MethodHandle constructor(String className) {
        try {
            Constructor<?> c = Class.forName(className, true, null).getDeclaredConstructor();
            c.setAccessible(true);
            return LOOKUP.unreflectConstructor(c).asType(MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
            return null;
        }
    }

    /** For a member that has moved: where newer JDKs have it, else where older ones have it, else null. */
    public static @Nullable MethodHandle firstOf(@Nullable MethodHandle one, @Nullable MethodHandle other) {
        return one != null ? one : other;
    }

    /** Rethrows what a handle threw: the checked exceptions of the JDK's method, or an error. */
    @SuppressWarnings("unchecked")
    public static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /**
     * Throws on what ends a thread by {@code Thread.stop} (up to JDK 19), which may hit it inside of a handle: that is no failure of
     * the handle, and a thread that the application ends has to end.
     */
    static void rethrowIfStopped(Throwable thrown) {
        // JDK 8 wraps what stops a thread while it compiles the form of a method handle.
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals("java.lang.ThreadDeath")) { // by name: it is to be removed
                throw (Error) cause;
            }
        }
    }
}
