package io.closewait.core.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
    private static final OutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

    private static volatile @Nullable OutputStream out = STANDARD_ERROR;

    private LogSink() {}

    /** From now on to standard error. */
    public static void toStandardError() {
        replace(STANDARD_ERROR);
    }

    /** From now on nowhere. */
    public static void toNowhere() {
        replace(null);
    }

    private static synchronized void replace(@Nullable OutputStream next) {
        OutputStream former = out;
        out = next;
        if (former != null && former != STANDARD_ERROR) {
            try {
                former.close();
            } catch (IOException nothingWasBuffered) {
                // every line was flushed
            }
        }
    }

    /** From now on to the end of this file, created with owner-only rights. */
    public static void toFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.newByteChannel(
                            file,
                            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    .close();
        }
        replace(Files.newOutputStream(file, StandardOpenOption.APPEND));
    }

    /** Writes a text and a line break at once; a sink that fails is not worth more than being passed over. */
    public static synchronized void line(String text) {
        OutputStream sink = out;
        if (sink == null) {
            return;
        }
        try {
            sink.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            sink.flush();
        } catch (IOException closedOrFull) {
            // the application must not notice; the next line tries again
        }
    }
}
