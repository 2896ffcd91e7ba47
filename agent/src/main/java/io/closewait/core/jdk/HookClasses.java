package io.closewait.core.jdk;

/**
 * The classes of this package that hooks use. They look up members of the JDK when they are initialised, which the policy of a
 * security manager (up to JDK 23) may forbid to the application, whose code is on the stack of a hook: the class would be
 * unusable for good, or would take the members for missing.
 */
public final class HookClasses {
    private static final Class<?>[] ALL = {Descriptors.class, SocketPoll.class, Owners.class};

    private HookClasses() {}

    /** Initialises them on the current thread, which must have no application's code on its stack. */
    public static void initialize() {
        for (Class<?> type : ALL) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException impossible) {
                throw new NoClassDefFoundError(type.getName());
            }
        }
    }
}
