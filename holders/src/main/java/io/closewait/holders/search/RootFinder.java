package io.closewait.holders.search;

import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.HeapField;
import io.closewait.holders.heap.Root;
import org.jspecify.annotations.Nullable;

/** Tells with which objects a search upwards has come to its end. */
@FunctionalInterface
interface RootFinder {
    /** @param field by which the object holds something: a static one makes it a root */
    @Nullable
    Root root(long object, HeapClass type, @Nullable HeapField field);
}
