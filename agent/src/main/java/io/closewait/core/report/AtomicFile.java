package io.closewait.core.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** A file that is replaced as a whole: a reader sees the old content or the new, never half of it. Owner-only rights. */
public final class AtomicFile {
    private final Path path;

    public AtomicFile(Path path) {
        this.path = path;
    }

    /** Why the file cannot be written, or an empty string. */
    public static String problem(Path path) {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "the folder " + folder + " does not exist";
        }
        if (Files.isDirectory(path)) {
            return "it is a folder";
        }
        return Files.isWritable(folder) ? "" : "the folder " + folder + " is not writable";
    }

    /** Replaces the content; on failure the old content stays. */
    public void write(String content) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            try (SeekableByteChannel channel = Files.newByteChannel(
                    part,
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            try {
                Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException fileSystemCannot) {
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }
}
