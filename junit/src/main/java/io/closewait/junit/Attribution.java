package io.closewait.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose a socket is. Immutable. */
final class Attribution {
    /** The test or class that opened it; null if that cannot be told. */
    final @Nullable TestScope opener;
    /** If it cannot be told: the classes that ran when it was opened. */
    final List<TestScope> candidates;

    Attribution(@Nullable TestScope opener, List<TestScope> candidates) {
        this.opener = opener;
        this.candidates = candidates;
    }

    /**
     * Whether this scope has to answer for it: a test for what it opened; a class for what itself and its tests opened, and for
     * what is not attributable to a test if it is the last to end of the classes that ran then.
     */
    boolean isAnsweredBy(TestScope scope) {
        if (opener != null) {
            return opener == scope || (!scope.isTest() && opener.className.equals(scope.className));
        }
        TestScope last = null;
        for (TestScope candidate : candidates) {
            if (candidate.endOrder < 0) {
                return false;
            }
            if (last == null || candidate.endOrder > last.endOrder) {
                last = candidate;
            }
        }
        return last == scope;
    }
}
