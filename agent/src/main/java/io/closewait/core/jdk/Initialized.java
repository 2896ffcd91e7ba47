package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Whether a class has been initialised, asked without initialising it. */
public final class Initialized {
    private static final @Nullable MethodHandle SHOULD_BE = Handles.firstOf(
            Handles.virtually("jdk.internal.misc.Unsafe", "shouldBeInitialized", Class.class),
            Handles.virtually("sun.misc.Unsafe", "shouldBeInitialized", Class.class));

    private Initialized() {}

    /** False also where this JVM does not tell. */
    public static boolean is(Class<?> type) {
        try {
            return SHOULD_BE != null && !(boolean) SHOULD_BE.invoke(BootClasses.unsafe(), type);
        } catch (Throwable untold) {
            return false;
        }
    }
}
