package io.closewait.core.registry;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open records by descriptor number: found without hashing or locking. The kernel gives out the lowest free number, so
 * the table is as long as the process ever had descriptors; it grows by chunks that are never moved.
 */
public final class DescriptorTable {
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final AtomicReferenceArray<@Nullable Chunk> chunks;
    private final int capacity;
    /** All chunks are below this one; for those who visit them several times a second. */
    private final AtomicInteger end = new AtomicInteger();

    /** Whether a chunk may be fresh; the detector's thread asks several times a second, mostly in vain. */
    private volatile boolean fresh;

    /** One thousand and twenty-four slots, and whether one of them was filled since the agent's thread last looked. */
    private static final class Chunk extends AtomicReferenceArray<@Nullable SocketRecord> {
        private static final long serialVersionUID = 1L;
        private volatile boolean fresh;

        Chunk() {
            super(CHUNK);
        }
    }

    public DescriptorTable(int capacity) {
        this.capacity = capacity;
        this.chunks = new AtomicReferenceArray<>((capacity >> CHUNK_BITS) + 1);
    }

    /** Puts a record in its slot; returns the one it replaces (whose close was not seen), or null. */
    @Nullable
    SocketRecord put(SocketRecord record) {
        Chunk chunk = chunkFor(record.number());
        SocketRecord before = chunk.getAndSet(record.number() & (CHUNK - 1), record);
        markFresh(chunk);
        return before;
    }

    /** Puts a record in its slot if that is free. */
    boolean putIfFree(SocketRecord record) {
        Chunk chunk = chunkFor(record.number());
        boolean put = chunk.compareAndSet(record.number() & (CHUNK - 1), null, record);
        markFresh(chunk);
        return put;
    }

    /** Has the agent's thread look at a record again. */
    void refresh(SocketRecord record) {
        markFresh(chunkFor(record.number()));
    }

    /**
     * The chunk's mark first: who sees the table's looks at the chunks'. Both are asked for, since a thread may have been stopped
     * ({@code Thread.stop}) between the two.
     */
    private void markFresh(Chunk chunk) {
        if (!chunk.fresh || !fresh) {
            chunk.fresh = true;
            fresh = true;
        }
    }

    /** Takes this very record out, if it is still there. */
    boolean removeIfHeld(SocketRecord record) {
        return chunkFor(record.number()).compareAndSet(record.number() & (CHUNK - 1), record, null);
    }

    boolean fits(int number) {
        return number >= 0 && number < capacity;
    }

    private Chunk chunkFor(int number) {
        Chunk chunk = chunks.get(number >> CHUNK_BITS);
        if (chunk != null) {
            return chunk;
        }
        int above = (number >> CHUNK_BITS) + 1;
        for (int before = end.get(); before < above; before = end.get()) {
            end.compareAndSet(before, above); // first: whoever visits a chunk that is not there yet skips it
        }
        Chunk created = new Chunk();
        return chunks.compareAndSet(number >> CHUNK_BITS, null, created) ? created : chunkFor(number);
    }

    /** The record of an open descriptor, or null when no hook saw it being opened. */
    public @Nullable SocketRecord get(int number) {
        if (!fits(number)) {
            return null;
        }
        Chunk chunk = chunks.get(number >> CHUNK_BITS);
        return chunk == null ? null : chunk.get(number & (CHUNK - 1));
    }

    /** Takes the record out, so that it is the caller's alone to end; null when there is none. */
    @Nullable
    SocketRecord remove(int number) {
        if (!fits(number)) {
            return null;
        }
        Chunk chunk = chunks.get(number >> CHUNK_BITS);
        int slot = number & (CHUNK - 1);
        return chunk == null || chunk.get(slot) == null ? null : chunk.getAndSet(slot, null);
    }

    /** Whether the record's number is still its own: what was asked of the kernel in between was about this socket. */
    public boolean holds(SocketRecord record) {
        return get(record.number()) == record;
    }

    /** Visits every record. */
    public void forEach(Consumer<SocketRecord> visitor) {
        for (int i = 0; i < end.get(); i++) {
            Chunk chunk = chunks.get(i);
            if (chunk != null) {
                visit(chunk, visitor);
            }
        }
    }

    private static void visit(Chunk chunk, Consumer<SocketRecord> visitor) {
        for (int slot = 0; slot < CHUNK; slot++) {
            SocketRecord record = chunk.get(slot);
            if (record != null) {
                visitor.accept(record);
            }
        }
    }

    /** Whether a visited record still needs a further visit. */
    public interface FreshVisitor {
        boolean needsAnotherVisit(SocketRecord record);
    }

    /** Whether {@link #forEachFresh} has something to visit. */
    public boolean hasFresh() {
        return fresh;
    }

    /**
     * Visits the chunks in which records were put since they were last visited, or whose visitor wanted another look. The marks
     * are cleared before the look, so a record put meanwhile is seen by this visit or the next, never by none; and they are set
     * again when the visitor throws, since without memory it may.
     */
    public void forEachFresh(FreshVisitor visitor) {
        boolean hasFinished = false;
        fresh = false;
        try {
            for (int i = 0; i < end.get(); i++) {
                Chunk chunk = chunks.get(i);
                if (chunk != null && chunk.fresh) {
                    visitFresh(chunk, visitor);
                }
            }
            hasFinished = true;
        } finally {
            if (!hasFinished) {
                fresh = true;
            }
        }
    }

    private void visitFresh(Chunk chunk, FreshVisitor visitor) {
        boolean again = true;
        chunk.fresh = false;
        try {
            boolean wanted = false;
            for (int slot = 0; slot < CHUNK; slot++) {
                SocketRecord record = chunk.get(slot);
                if (record != null) {
                    wanted |= visitor.needsAnotherVisit(record);
                }
            }
            again = wanted;
        } finally {
            if (again) {
                markFresh(chunk);
            }
        }
    }
}
