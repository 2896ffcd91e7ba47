package io.closewait.holders.heap;

import org.jspecify.annotations.Nullable;

/**
 * Why an object is held without another object.
 *
 * @param frame of a local variable: the method that has it
 */
public record Root(Kind kind, @Nullable Frame frame) {
    /** The most telling first. */
    public enum Kind {
        STATIC_FIELD,
        THREAD,
        LOCAL,
        NATIVE,
        MONITOR,
        OTHER
    }

    /** A method that ran when the heap was dumped. */
    public record Frame(String className, String method, int line) {
        @Override
        public String toString() {
            return className + "." + method + (line > 0 ? ":" + line : "");
        }
    }
}
