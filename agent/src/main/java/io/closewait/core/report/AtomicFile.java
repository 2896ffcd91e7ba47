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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file that is replaced as a whole: a reader sees the old content or the new, never half of it. */
public final class AtomicFile {
    /** A report holds addresses, names of threads and stacks: nobody else's business unless somebody says so. */
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final Set<PosixFilePermission> mode;

    /** One that its owner alone may read. */
    public AtomicFile(Path path) {
        this(path, OWNER_ONLY);
    }

    /** @param mode who may do what with it, whatever the process's umask is */
    public AtomicFile(Path path, Set<PosixFilePermission> mode) {
        this.path = path;
        this.mode = mode;
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
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            if (!mode.equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(part, mode);
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
