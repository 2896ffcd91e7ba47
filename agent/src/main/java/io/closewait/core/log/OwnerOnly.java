package io.closewait.core.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** Files that hold what is nobody else's business: addresses, thread names, stacks. */
final class OwnerOnly {
    private OwnerOnly() {}

    /** @throws IOException if it already exists, or cannot be made */
    static void create(Path file) throws IOException {
        Files.newByteChannel(
                        file,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                .close();
    }
}
