package io.closewait.core.code;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the class files of loaded classes tell of methods. Read when it is asked for, and forgotten with the report. Thread-safe. */
public final class ClassCode {
    private final Origins origins;
    private final Map<String, ClosingBlocks> closingBlocks = new ConcurrentHashMap<>();
    private final Map<String, MethodBodies> bodies = new ConcurrentHashMap<>();

    ClassCode(Origins origins) {
        this.origins = origins;
    }

    /** Whether two lines of one method are in one block that closes a connection, or gives it back, at its end. */
    public boolean isInOneClosingBlock(StackTraceElement frame, StackTraceElement other) {
        return frame.getClassName().equals(other.getClassName())
                && frame.getMethodName().equals(other.getMethodName())
                && closingBlocks(frame).hasBoth(frame.getMethodName(), frame.getLineNumber(), other.getLineNumber());
    }

    /** Whether a line is in such a block that begins with an earlier line of the same method, or after it. */
    public boolean isInClosingBlockAfter(StackTraceElement opening, StackTraceElement frame) {
        return frame.getClassName().equals(opening.getClassName())
                && frame.getMethodName().equals(opening.getMethodName())
                && closingBlocks(frame).hasAfter(frame.getMethodName(), opening.getLineNumber(), frame.getLineNumber());
    }

    /** Whether a later line of the method closes a connection, or gives it back. */
    public boolean closesLater(StackTraceElement frame) {
        return closingBlocks(frame).hasCloseAfter(frame.getMethodName(), frame.getLineNumber());
    }

    /** The classes that a frame's method works with, by their names. */
    public Set<String> typesUsedIn(StackTraceElement frame) {
        return body(frame).typesIn(frame.getMethodName());
    }

    /** Whether a later line of the method reads, writes, or calls other methods than the JDK's: it may fail there. */
    public boolean worksLater(StackTraceElement frame) {
        return body(frame).worksAfter(frame.getMethodName(), frame.getLineNumber());
    }

    /** Whether the method takes its work from somewhere, one piece after the other: from a queue, or as a connection that it accepts. */
    public boolean takesWork(StackTraceElement frame) {
        return body(frame).takesWork(frame.getMethodName());
    }

    private MethodBodies body(StackTraceElement frame) {
        return bodies.computeIfAbsent(frame.getClassName(), name -> MethodBodies.of(classFile(name)));
    }

    private ClosingBlocks closingBlocks(StackTraceElement frame) {
        return closingBlocks.computeIfAbsent(
                frame.getClassName(), name -> ClosingBlocks.of(classFile(name), this::isOrHasConnection));
    }

    private boolean isOrHasConnection(String className) {
        Class<?> type = origins.loaded(className);
        return type != null && (ConnectionTypes.is(type) || ConnectionTypes.isOfField(type));
    }

    /** Empty if it cannot be read. */
    private byte[] classFile(String className) {
        Class<?> type = origins.loaded(className);
        try (ClassFiles files = new ClassFiles()) {
            byte[] file = type == null ? null : files.of(type);
            return file == null ? new byte[0] : file;
        }
    }

    void reported() {
        closingBlocks.clear();
        bodies.clear();
    }
}
