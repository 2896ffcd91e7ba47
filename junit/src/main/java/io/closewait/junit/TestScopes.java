package io.closewait.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All tests and classes of a run that the extension sees, and to which of them a socket belongs. Thread-safe: tests may run in
 * parallel.
 */
final class TestScopes {
    @GuardedBy("this")
    private final List<TestScope> all = new ArrayList<>();

    @GuardedBy("this")
    private final Set<Long> reported = new HashSet<>();

    @GuardedBy("this")
    private int ended;

    synchronized void begin(TestScope scope) {
        all.add(scope);
        if (scope.isTest()) {
            TestScope testClass =
                    last(classScope -> !classScope.isTest() && classScope.className.equals(scope.className));
            if (testClass != null) {
                testClass.firstTestAfter = Math.min(testClass.firstTestAfter, scope.beganAfter);
            }
        }
    }

    /** @param lastId the greatest id of an open socket at that moment */
    synchronized void end(TestScope scope, long lastId) {
        scope.endedAt = lastId;
        scope.endOrder = ended++;
    }

    /** Notes that somebody has been told of these sockets. */
    synchronized void reported(List<OpenSocket> sockets) {
        for (OpenSocket socket : sockets) {
            reported.add(socket.id);
        }
    }

    synchronized boolean isReported(long id) {
        return reported.contains(id);
    }

    /** Whose it is: the most certain sign counts. */
    synchronized Attribution attribute(OpenSocket socket) {
        TestScope opener = opener(socket);
        return new Attribution(
                opener,
                opener != null
                        ? Collections.<TestScope>emptyList()
                        : list(scope -> !scope.isTest() && scope.ranWhenOpened(socket)));
    }

    @GuardedBy("this")
    private @Nullable TestScope opener(OpenSocket socket) {
        List<TestScope> tests = list(scope -> scope.isTest() && scope.ranWhenOpened(socket));
        List<TestScope> onStack = filtered(tests, scope -> scope.isOnStackOf(socket));
        if (onStack.size() == 1) {
            return onStack.get(0);
        }
        TestScope byStackAndThread = lastOf(filtered(onStack, scope -> scope.hasOpenedByThread(socket)));
        if (byStackAndThread != null) {
            return byStackAndThread;
        }
        TestScope testClass = classOnStack(socket);
        if (onStack.isEmpty()) {
            // A thread that waits for another class's tests may be running one of them meanwhile: then the stack says
            // so.
            TestScope byThread =
                    lastOf(filtered(tests, scope -> scope.hasOpenedByThread(socket) && scope.isRelatedTo(testClass)));
            if (byThread != null) {
                return byThread;
            }
        }
        if (testClass != null) {
            return testClass;
        }
        return last(scope -> !scope.isTest() && scope.ranWhenOpened(socket) && scope.hasOpenedByThread(socket));
    }

    /** The innermost class that has a frame on the stack. */
    @GuardedBy("this")
    private @Nullable TestScope classOnStack(OpenSocket socket) {
        TestScope found = null;
        for (TestScope scope : all) {
            boolean isOnStack = !scope.isTest() && scope.ranWhenOpened(socket) && scope.isOnStackOf(socket);
            if (isOnStack && (found == null || scope.className.length() > found.className.length())) {
                found = scope;
            }
        }
        return found;
    }

    @GuardedBy("this")
    private List<TestScope> list(Predicate<TestScope> wanted) {
        return filtered(all, wanted);
    }

    @GuardedBy("this")
    private @Nullable TestScope last(Predicate<TestScope> wanted) {
        return lastOf(list(wanted));
    }

    private static List<TestScope> filtered(List<TestScope> scopes, Predicate<TestScope> wanted) {
        List<TestScope> found = new ArrayList<>();
        for (TestScope scope : scopes) {
            if (wanted.test(scope)) {
                found.add(scope);
            }
        }
        return found;
    }

    private static @Nullable TestScope lastOf(List<TestScope> scopes) {
        return scopes.isEmpty() ? null : scopes.get(scopes.size() - 1);
    }
}
