package io.closewait.it.harness;

import java.util.Set;
import java.util.function.IntPredicate;

/** Which JDKs, by their feature number, a case of a {@link JdkTable} is for. */
public final class Features {
    private static final String NOT_FOR_THIS_ONE = "–";

    private Features() {}

    public static IntPredicate any() {
        return feature -> true;
    }

    public static IntPredicate only(Integer... features) {
        return Set.of(features)::contains;
    }

    public static IntPredicate from(int oldest) {
        return feature -> feature >= oldest;
    }

    public static IntPredicate upTo(int newest) {
        return feature -> feature <= newest;
    }

    /**
     * What takes long runs on the oldest JDK that the tests themselves run on, on the latest with long-term support, and
     * on the newest.
     */
    public static IntPredicate someOnly() {
        return only(17, 25, 27);
    }

    /** As {@link JdkTable.Row#absence} says it. */
    public static String absence(IntPredicate features, int feature) {
        return features.test(feature) ? "" : NOT_FOR_THIS_ONE;
    }
}
