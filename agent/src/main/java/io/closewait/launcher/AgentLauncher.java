package io.closewait.launcher;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's way in: {@code -javaagent} calls {@link #premain}, an attach calls {@link #agentmain}.
 * <p>
 * Nothing is thrown from here, whatever happens: an exception out of {@code premain} ends the JVM (exit code 1, or 134 under a
 * security manager). Whatever cannot be done is said in one line on standard error, and the application runs on.
 */
public final class AgentLauncher {
    private AgentLauncher() {}

    /** Called by the JVM before the application's {@code main}; {@code options} is what follows {@code =}, or null. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        start("io.closewait.core.Agent", options, instrumentation);
    }

    /** Called by the JVM when the agent is attached to it while it runs. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        start("io.closewait.core.AttachedAgent", options, instrumentation);
    }

    /** By an interface of the JDK's: a reflective call with parameters would have a JDK since 18 build method handles for it. */
    @SuppressWarnings("unchecked")
    private static void start(String entry, @Nullable String options, Instrumentation instrumentation) {
        try {
            BiConsumer<@Nullable String, Instrumentation> agent = (BiConsumer<@Nullable String, Instrumentation>)
                    isolatedLoader().loadClass(entry).getConstructor().newInstance();
            agent.accept(options, instrumentation);
        } catch (Throwable failure) {
            sayDisabled(failure);
        }
    }

    /** A fresh loader of the agent's core from the jar that holds this class. */
    static ClassLoader isolatedLoader() throws Exception {
        URI jar = AgentLauncher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        return new IsolatedLoader(new File(jar));
    }

    private static void sayDisabled(Throwable failure) {
        try {
            Throwable cause = failure;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            PatientPrinter.print(
                    standardError(),
                    "closewait: disabled, the application runs without it: " + cause
                            + (cause instanceof SecurityException
                                    ? "; under a security manager, grant the agent's jar java.security.AllPermission"
                                    : ""));
        } catch (Throwable nothingLeftToTry) {
            // the application comes first
        }
    }

    /** The descriptor itself, since the application may have put code of its own behind {@code System.err}. */
    private static PrintStream standardError() {
        try {
            return new PrintStream(new FileOutputStream(FileDescriptor.err), true);
        } catch (SecurityException narrowPolicy) {
            return System.err;
        }
    }
}
