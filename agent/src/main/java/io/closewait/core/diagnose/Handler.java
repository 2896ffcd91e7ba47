package io.closewait.core.diagnose;

/** The application's code that a library calls for a connection, as it was found by fields. Immutable. */
final class Handler {
    /** Where its method begins. */
    final StackTraceElement line;
    /** The class of the object that refers to it, mostly of the library that calls it. */
    final String heldBy;

    Handler(StackTraceElement line, String heldBy) {
        this.line = line;
        this.heldBy = heldBy;
    }
}
