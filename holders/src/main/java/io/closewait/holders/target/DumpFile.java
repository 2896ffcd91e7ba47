package io.closewait.holders.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * Where a JVM writes its heap dump: a file in a folder of its own that only its owner may enter. Both are removed at the end, and
 * when this JVM is told to end before that. A JVM in the middle of writing does not notice: it has the file open, and the disk's
 * room comes back when it closes it.
 */
public final class DumpFile implements AutoCloseable {
    /** While the other JVM adds files: newer ones write with many threads, a file each. */
    private static final int ATTEMPTS = 50;

    private final Path folder;
    private final Thread remover = new Thread(this::remove, "closewait-remover");

    private DumpFile(Path folder) {
        this.folder = folder;
    }

    static DumpFile create(Path parent, UserPrincipal owner) throws IOException {
        Path folder = Files.createTempDirectory(
                parent,
                "closewait-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        DumpFile file = new DumpFile(folder.toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(file.remover);
        if (!Files.getOwner(folder).equals(owner)) {
            Files.setOwner(folder, owner); // root asks for another's JVM
        }
        return file;
    }

    public Path path() {
        return folder.resolve("heap.hprof");
    }

    /** Keeps it under this name, readable by its owner. */
    public void keep(Path as) throws IOException {
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-------"));
        Files.move(path(), as, StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized void remove() {
        try {
            for (int i = 0; Files.exists(folder) && i < ATTEMPTS; i++) {
                removeOnce();
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("closewait: " + folder + " could not be removed: " + e.getMessage());
        }
    }

    private void removeOnce() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        try {
            Files.deleteIfExists(folder);
        } catch (java.nio.file.DirectoryNotEmptyException oneMore) {
            // the next attempt
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (IllegalStateException inShutdown) {
            // it runs already
        }
    }
}
