package io.closewait.core.code;

import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Tells where a class comes from. Used by the agent's threads only. */
public interface Origins {
    /** @param className as in a stack frame */
    Origin of(String className);

    /** The same of a class that is at hand. */
    Origin of(Class<?> type);

    /** A loaded class of that name; null if there is none, or it is not known. */
    default @Nullable Class<?> loaded(String className) {
        return null;
    }

    /** Loaded classes of the application, at most so many. */
    default Collection<Class<?>> ofApplication(int most) {
        return Collections.emptyList();
    }

    /** Forgets what only served the report that has been made. */
    default void reported() {}
}
