package io.closewait.holders.heap;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import shark.HprofHeader;
import shark.HprofRecordTag;
import shark.OnHprofRecordTagListener;
import shark.StreamingHprofReader;

/**
 * A heap dump, read from its beginning to its end as often as somebody asks. A pass costs one to two seconds a gigabyte and no
 * memory; an index of all objects would cost half of the dump's size (docs/decisions/0015-read-the-heap-in-passes.md).
 */
public final class HeapFile {
    private final StreamingHprofReader reader;
    private final int identifierBytes;

    private HeapFile(StreamingHprofReader reader, int identifierBytes) {
        this.reader = reader;
        this.identifierBytes = identifierBytes;
    }

    /** @throws IOException if it cannot be read, or is no heap dump */
    public static HeapFile open(Path path) throws IOException {
        try {
            File file = path.toFile();
            HprofHeader header = HprofHeader.Companion.parseHeaderOf(file);
            StreamingHprofReader reader = StreamingHprofReader.Companion.readerFor(file, header);
            return new HeapFile(reader, header.getIdentifierByteSize());
        } catch (Exception e) {
            throw failure(e, path + " is not a heap dump of a JVM");
        }
    }

    /** How many bytes a reference takes in the dump, whatever it takes in the heap. */
    int identifierBytes() {
        return identifierBytes;
    }

    /** @throws IOException if the dump ends in the middle, or is not what a JVM writes */
    public void read(Set<HprofRecordTag> tags, OnHprofRecordTagListener listener) throws IOException {
        try {
            reader.readRecords(tags, listener);
        } catch (Exception e) {
            throw failure(e, "the heap dump is damaged: " + e.getMessage());
        }
    }

    /** Kotlin's methods do not declare what they throw. */
    private static IOException failure(Exception e, String otherwise) throws IOException {
        if (e instanceof EOFException) {
            return new IOException("the heap dump ends in the middle: it was not written completely", e);
        } else if (e instanceof IOException failure) {
            throw failure;
        }
        return new IOException(otherwise, e);
    }
}
