package io.closewait.holders.heap;

import java.nio.ByteBuffer;

/** One object, as long as somebody looks at it. */
public final class HeapInstance {
    private final long id;
    private final HeapClass type;
    private final ByteBuffer bytes;
    private final int identifierBytes;

    HeapInstance(long id, HeapClass type, byte[] bytes, int identifierBytes) {
        this.id = id;
        this.type = type;
        this.bytes = ByteBuffer.wrap(bytes);
        this.identifierBytes = identifierBytes;
    }

    public long id() {
        return id;
    }

    public HeapClass type() {
        return type;
    }

    /** The value of a field with an {@code int}; what is given if there is no such field. */
    public int number(String field, int otherwise) {
        int offset = type.offset(field, identifierBytes);
        return offset < 0 ? otherwise : bytes.getInt(offset);
    }

    /** What a field refers to; 0 for nothing, and if there is no such field. */
    public long reference(String field) {
        int offset = type.offset(field, identifierBytes);
        return offset < 0 ? 0 : identifier(bytes, offset, identifierBytes);
    }

    static long identifier(ByteBuffer bytes, int offset, int size) {
        return size == Long.BYTES ? bytes.getLong(offset) : bytes.getInt(offset) & 0xffff_ffffL;
    }
}
