package io.closewait.core.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that gives way to a new one before it grows beyond a size: {@code FILE} becomes {@code FILE.1}, that {@code FILE.2}, and
 * the oldest goes. A message is never split. While no new file can be opened, as with no descriptor left, it grows on. Not
 * thread-safe.
 */
final class RotatingFile extends OutputStream {
    private final Path file;
    private final long maxBytes;
    private final int formerFiles;
    private OutputStream stream;
    private long size;

    /** @throws IOException if the file, which must exist, cannot be written */
    RotatingFile(Path file, long maxBytes, int formerFiles) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.formerFiles = formerFiles;
        this.stream = Files.newOutputStream(file, StandardOpenOption.APPEND);
        this.size = Files.size(file);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (size > 0 && size + length > maxBytes) {
            rotate();
        }
        stream.write(bytes, offset, length);
        size += length;
    }

    /** The new file is opened first and takes its name last, so that a failure on the way leaves the old one in use. */
    private void rotate() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        OutputStream nextStream;
        try {
            Files.deleteIfExists(next);
            OwnerOnly.create(next);
            nextStream = Files.newOutputStream(next, StandardOpenOption.APPEND);
        } catch (IOException cannotYet) {
            return;
        }
        try {
            for (int i = formerFiles; i > 1; i--) {
                if (Files.exists(former(i - 1))) {
                    Files.move(former(i - 1), former(i), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(file, former(1), StandardCopyOption.REPLACE_EXISTING);
            Files.move(next, file);
        } catch (IOException e) {
            nextStream.close();
            Files.deleteIfExists(next);
            return;
        }
        stream.close();
        stream = nextStream;
        size = 0;
    }

    private Path former(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
