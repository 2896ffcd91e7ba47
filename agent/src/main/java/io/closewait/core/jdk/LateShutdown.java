package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Runs something after all the application's shutdown hooks, which run at the same time as each other. The JVM keeps ten slots
 * that it works through one by one: its own for the application's hooks and for files to delete are the first three (JDK 8 to
 * 25); the others are free.
 */
public final class LateShutdown {
    private static final int LAST_SLOT = 9;
    private static final int FIRST_FREE_SLOT = 3;

    private static final @Nullable MethodHandle ADD =
            Handles.statically("java.lang.Shutdown", "add", int.class, boolean.class, Runnable.class);

    private LateShutdown() {}

    /**
     * Registers it for this JVM's end; it cannot be taken back.
     *
     * @return false if this JVM has no place for it, or ends already
     */
    public static boolean add(Runnable last) {
        for (int slot = LAST_SLOT; ADD != null && slot >= FIRST_FREE_SLOT; slot--) {
            try {
                ADD.invoke(slot, false, last);
                return true;
            } catch (InternalError taken) {
                // the slot before, then
            } catch (Throwable jvmEnds) {
                return false;
            }
        }
        return false;
    }
}
