package io.closewait.core.code;

/** Tells where a class comes from. Used by the agent's threads only. */
public interface Origins {
    /** @param className as in a stack frame */
    Origin of(String className);

    /** The same of a class that is at hand. */
    Origin of(Class<?> type);

    /** Forgets what only served the report that has been made. */
    default void reported() {}
}
