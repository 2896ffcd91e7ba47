package io.closewait.junit;

import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test, or a test class, while it runs and after. "When" is told by sockets' ids, which grow: no clock is exact enough to
 * tell two short tests apart. Written by the thread that begins and ends it, under the lock of {@link TestScopes}.
 */
final class TestScope {
    /** As it stands in a message. */
    final String name;

    final String className;
    /** Where the test's method is declared, maybe in a superclass; empty for a class. */
    final String declaringClass;
    /** Empty for a class. */
    final String method;

    final long threadId;
    /** The greatest id when it began. */
    final long beganAfter;
    /** The greatest id when it ended. */
    long endedAt = Long.MAX_VALUE;
    /** Of a class: the greatest id when its first test began. */
    long firstTestAfter = Long.MAX_VALUE;
    /** Scopes that had ended before it did; -1 while it runs. */
    int endOrder = -1;

    private TestScope(
            String name, String className, String declaringClass, String method, long threadId, long beganAfter) {
        this.name = name;
        this.className = className;
        this.declaringClass = declaringClass;
        this.method = method;
        this.threadId = threadId;
        this.beganAfter = beganAfter;
    }

    static TestScope ofClass(String className, long threadId, long beganAfter) {
        return new TestScope(className, className, "", "", threadId, beganAfter);
    }

    static TestScope ofTest(
            String name, String className, String declaringClass, String method, long threadId, long beganAfter) {
        return new TestScope(name, className, declaringClass, method, threadId, beganAfter);
    }

    /** The scope that begins on this thread. */
    static TestScope of(ExtensionContext context, long beganAfter) {
        String className = context.getRequiredTestClass().getName();
        long thread = Thread.currentThread().getId();
        Optional<Method> test = context.getTestMethod();
        if (!test.isPresent()) {
            return ofClass(className, thread, beganAfter);
        }
        String name = className + "." + test.get().getName();
        String display = context.getDisplayName();
        return ofTest(
                display.startsWith(test.get().getName() + "(") ? name + "()" : name + " (" + display + ")",
                className,
                test.get().getDeclaringClass().getName(),
                test.get().getName(),
                thread,
                beganAfter);
    }

    boolean isTest() {
        return !method.isEmpty();
    }

    boolean ranWhenOpened(OpenSocket socket) {
        return socket.id > beganAfter && socket.id <= endedAt;
    }

    /** Whether a frame of the test's method, or of its lambdas, opened it. */
    boolean isOnStackOf(OpenSocket socket) {
        for (OpenSocket.Frame frame : socket.frames) {
            if (isTest() ? frame.isIn(declaringClass, method) : frame.isIn(className)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was opened by the test's thread; for a class: before its first test, that is by what sets it up. */
    boolean hasOpenedByThread(OpenSocket socket) {
        return socket.threadId == threadId && (isTest() || socket.id <= firstTestAfter);
    }

    /** Whether it has to do with the same class, or with one inside of the other. */
    boolean isRelatedTo(@Nullable TestScope other) {
        return other == null
                || other.className.equals(className)
                || other.className.startsWith(className + "$")
                || className.startsWith(other.className + "$");
    }
}
