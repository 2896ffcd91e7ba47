package io.closewait.bench.workload;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The running agent's own state, reached the way woven code reaches it: through the hook class in the boot loader. By
 * reflection, since the agent's core is in no class path.
 */
final class AgentView {
    private static final Class<?> HOOKS = hooks();

    private AgentView() {}

    private static Class<?> hooks() {
        try {
            return Class.forName("io.closewait.hooks.SocketHooks", true, null);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this JVM runs without the agent", e);
        }
    }

    /** One of the hooks, as woven code calls it. */
    static MethodHandle hook(String name, Class<?>... parameters) {
        try {
            return MethodHandles.publicLookup().findStatic(HOOKS, name, MethodType.methodType(void.class, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The listener of the hooks, which keeps the records. */
    static Object registry() {
        Object listener = call(HOOKS, null, "listener");
        if (listener == null) {
            throw new IllegalStateException("the agent has switched itself off");
        }
        return listener;
    }

    /** The table of records by descriptor number. */
    static Object table() {
        return requireNonNull(call(registry(), "table"));
    }

    /** The record of a descriptor number, or null. */
    static @Nullable Object record(Object table, int number) {
        try {
            return table.getClass().getMethod("get", int.class).invoke(table, number);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the agent knows of a record's peer. Cheap: asked of thousands of records over and over. */
    static Enum<?> peerState(Object record) {
        try {
            return (Enum<?>) PeerState.GETTER.invokeExact(record);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class PeerState {
        static final MethodHandle GETTER = getter();

        private static MethodHandle getter() {
            try {
                Class<?> type =
                        registry().getClass().getClassLoader().loadClass("io.closewait.core.registry.SocketRecord");
                return MethodHandles.publicLookup()
                        .unreflect(type.getMethod("peerState"))
                        .asType(MethodType.methodType(Enum.class, Object.class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Makes an object of one of the core's classes. */
    static Object make(String className, String argument) {
        try {
            return registry()
                    .getClass()
                    .getClassLoader()
                    .loadClass(className)
                    .getConstructor(String.class)
                    .newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a method without parameters. */
    static @Nullable Object call(Object target, String method) {
        return call(target.getClass(), target, method);
    }

    private static @Nullable Object call(Class<?> type, @Nullable Object target, String method) {
        try {
            return type.getMethod(method).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
