package io.closewait.holders.heap;

/**
 * A field that holds references, as declared.
 *
 * @param index its place among all of them
 */
public record HeapField(int index, HeapClass declaredBy, String name, boolean isStatic) {
    @Override
    public String toString() {
        return declaredBy.name() + "." + name;
    }
}
