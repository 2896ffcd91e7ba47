package io.closewait.core.jdk;

import java.lang.invoke.MethodHandle;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The time zone that the application's own log is written in. {@link TimeZone#getDefault} must not be asked: the first who
 * does so fixes the zone for the whole JVM, and an application may still want to set {@code user.timezone}; it also reads a
 * file, which fails when descriptors have run out, and then the class is broken for good.
 */
public final class JvmZone {
    private static final @Nullable MethodHandle DEFAULT =
            Handles.staticGetter("java.util.TimeZone", "defaultTimeZone", TimeZone.class);

    private JvmZone() {}

    /** Milliseconds east of UTC at that moment; 0 as long as nothing in this JVM has used local time. */
    public static int offset(long atMillis) {
        try {
            TimeZone zone = DEFAULT == null ? null : (TimeZone) DEFAULT.invokeExact();
            // Not a class of the application's: its code would run here.
            return zone == null || zone.getClass().getClassLoader() != null ? 0 : zone.getOffset(atMillis);
        } catch (Throwable unreadable) {
            return 0;
        }
    }
}
