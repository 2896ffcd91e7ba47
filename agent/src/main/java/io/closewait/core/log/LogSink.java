package io.closewait.core.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent's messages go. Open from the start, so that a report can be written when the process has no descriptor
 * left. Standard error is the descriptor itself, not {@link System#err}, where the application may have put code of its own.
 */
public final class LogSink {
    private static final LogTarget STANDARD_ERROR = new LogTarget(new LogTarget.Opener() {
        @Override
        public OutputStream open() {
            return new FileOutputStream(FileDescriptor.err);
        }
    });

    private static volatile @Nullable LogTarget target = STANDARD_ERROR;

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
        if (former != null && former != STANDARD_ERROR) {
            former.retire();
        }
    }

    /**
     * From now on to the end of this file, created with owner-only rights.
     *
     * @throws IOException if it cannot be written
     */
    public static void toFile(Path file) throws IOException {
        boolean isThere = Files.exists(file);
        if (!isThere) {
            Files.newByteChannel(
                            file,
                            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    .close();
        }
        replace(isThere && !Files.isRegularFile(file) ? lateOpened(file) : opened(file));
    }

    private static LogTarget opened(Path file) throws IOException {
        OutputStream stream = Files.newOutputStream(file, StandardOpenOption.APPEND);
        return new LogTarget(new LogTarget.Opener() {
            @Override
            public OutputStream open() {
                return stream;
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
            public OutputStream open() throws IOException {
                return Files.newOutputStream(file, StandardOpenOption.APPEND);
            }
        });
    }

    /** Writes a text and a line break; a sink that fails or blocks is not worth more than being passed over. */
    public static void line(String text) {
        LogTarget current = target;
        if (current != null) {
            current.line(text);
        }
    }
}
