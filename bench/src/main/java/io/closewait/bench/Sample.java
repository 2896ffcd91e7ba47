package io.closewait.bench;

import java.util.Arrays;
import java.util.Collection;

/** What repeated measurements say together: their median, and between which values the middle half of them lies. */
public record Sample(double median, double low, double high) {
    public static Sample of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Sample(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
    }

    /** The value that so much of the sample lies below. */
    public static double quantile(Collection<Double> values, double part) {
        return quantile(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray(), part);
    }

    private static double quantile(double[] sorted, double part) {
        double position = part * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Each value multiplied and moved: a ratio of 1.02 becomes 2 % with {@code (100, -100)}. */
    public Sample scaled(double factor, double offset) {
        double[] ends = {low * factor + offset, high * factor + offset};
        Arrays.sort(ends);
        return new Sample(median * factor + offset, ends[0], ends[1]);
    }
}
