package io.closewait.holders.search;

import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.HeapField;
import io.closewait.holders.heap.Root;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a root to an object.
 *
 * @param steps the first one's holder is what the root holds, or the class that has the static field
 */
public record HolderPath(Root root, HeapClass held, List<Step> steps) {
    /**
     * One reference.
     *
     * @param field null for an element of an array
     */
    public record Step(
            long holder, HeapClass type, @Nullable HeapField field) {}
}
