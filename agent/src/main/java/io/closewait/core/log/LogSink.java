package io.closewait.core.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Where the agent's messages go. Open from the start, so that a report can be written when the process has no descriptor
 * left. Standard error is the descriptor itself, not {@link System#err}, where the application may have put code of its own.
 * <p>
 * Static: options are complained about before there is anything that this could be handed to, and a JVM has one standard error.
 */
public final class LogSink {
    private static final LogTarget STANDARD_ERROR = of(new FileOutputStream(FileDescriptor.err));

    private static volatile @Nullable LogTarget target = STANDARD_ERROR;
    private static volatile boolean isApplicationLog;
    /** For all: what is said on the way to a log file is in the format of the log. */
    private static volatile boolean isJson;

    private LogSink() {}

    /** From now on to standard error. */
    public static void toStandardError() {
        replace(STANDARD_ERROR);
    }

    /** From now on nowhere. */
    public static void toNowhere() {
        replace(null);
    }

    private static synchronized void replace(@Nullable LogTarget next) {
        LogTarget former = target;
        target = next;
        isApplicationLog = false;
        if (former != null && former != STANDARD_ERROR) {
            former.retire();
        }
    }

    /** From now on to the application's own log, once it has one. */
    public static void toApplicationLog(Instrumentation instrumentation) {
        LogTarget next = new LogTarget(new LogTarget.Opener() {
            @Override
            public LineWriter open() {
                return new ApplicationLog(instrumentation, new StreamWriter(new FileOutputStream(FileDescriptor.err)));
            }
        });
        replace(next);
        isApplicationLog = true;
    }

    /**
     * From now on to the end of this file, created with owner-only rights.
     *
     * @param maxBytes how large it may become before a new one is begun, {@link Long#MAX_VALUE} for no limit
     * @param formerFiles how many of the former ones are kept
     * @throws IOException if it cannot be written
     */
    public static void toFile(Path file, long maxBytes, int formerFiles) throws IOException {
        boolean isThere = Files.exists(file);
        if (!isThere) {
            OwnerOnly.create(file);
        }
        replace(
                isThere && !Files.isRegularFile(file)
                        ? lateOpened(file)
                        : of(new RotatingFile(file, maxBytes, formerFiles)));
    }

    private static LogTarget of(OutputStream stream) {
        return new LogTarget(new LogTarget.Opener() {
            @Override
            public LineWriter open() {
                return new StreamWriter(stream);
            }
        });
    }

    /** A FIFO or a device: opening it may block until somebody reads it. */
    private static LogTarget lateOpened(Path file) throws IOException {
        if (Files.isDirectory(file) || !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        return new LogTarget(new LogTarget.Opener() {
            @Override
            public LineWriter open() throws IOException {
                return new StreamWriter(Files.newOutputStream(file, StandardOpenOption.APPEND));
            }
        });
    }

    /** Whether the agent's own lines are JSON, one object a line; those of the application's log never are. */
    public static void asJson(boolean isWanted) {
        isJson = isWanted;
    }

    static boolean isJson() {
        return isJson;
    }

    /** Whether {@link #message} has a use for events, which cost something to make. */
    static boolean takesEvents() {
        return isApplicationLog || isJson;
    }

    /** A line that somebody must find who sees nothing but the process's end: on standard error, wherever messages go. */
    public static void onStandardError(String text) {
        STANDARD_ERROR.line(Level.ERROR, text, Collections.emptyList());
    }

    /** A line of the agent's that is no report, and a line break. */
    public static void line(String text) {
        message(Level.INFO, text, Collections.emptyList());
    }

    /**
     * Writes a text and a line break; a sink that fails or blocks is not worth more than being passed over.
     *
     * @param events the same for programs, if the sink {@link #takesEvents}
     */
    public static void message(Level level, String text, List<LogEvent> events) {
        LogTarget current = target;
        if (current != null) {
            current.line(level, text, events);
        }
    }
}
