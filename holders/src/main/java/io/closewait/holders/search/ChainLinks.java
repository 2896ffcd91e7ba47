package io.closewait.holders.search;

import com.carrotsearch.hppc.LongLongHashMap;
import io.closewait.holders.heap.HeapField;

/**
 * The links of a linked list: object by the object that it is the next of. A search by passes takes one pass for each step, and a
 * queue may have thousands of nodes; with these, the whole list is one step.
 */
final class ChainLinks {
    /** Beyond it memory is worth more than time. */
    private static final int LIMIT = 1_500_000;

    final HeapField field;
    private final LongLongHashMap previous = new LongLongHashMap();
    private boolean isWhole;
    private boolean isTooLong;

    ChainLinks(HeapField field) {
        this.field = field;
    }

    void add(long holder, long held) {
        if (isWhole || isTooLong) {
            return;
        }
        if (previous.size() == LIMIT) {
            isTooLong = true;
            previous.release();
            return;
        }
        previous.put(held, holder);
    }

    /** After a pass in which it was told of all links. */
    void complete() {
        isWhole = !isTooLong;
    }

    /** Who refers to this one by the field; 0 if nobody does, or it is not known. */
    long holder(long held) {
        return isWhole ? previous.getOrDefault(held, 0) : 0;
    }
}
