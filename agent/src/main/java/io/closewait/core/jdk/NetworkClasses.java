package io.closewait.core.jdk;

/**
 * The JDK's classes whose initialisers must not meet on two threads: those of {@code jdk.net.ExtendedSocketOptions} and
 * {@code sun.net.ext.ExtendedSocketOptions} call each other, so two threads that begin one each may wait for ever. The agent's
 * thread uses sockets as soon as it runs, so they are initialised before, while the application has not begun.
 */
public final class NetworkClasses {
    private NetworkClasses() {}

    /** Initialises them on the current thread. */
    public static void initialize() {
        try {
            Class.forName("sun.nio.ch.Net", true, null);
        } catch (ClassNotFoundException | LinkageError elsewhere) {
            // the agent finds out what else is missing when it needs it
        }
    }
}
