package io.closewait.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was measured so far, on one JDK after the other. */
public final class Figures {
    private final List<Figure> all = new ArrayList<>();
    private final Map<String, String> problems = new TreeMap<>();
    private String jdk = "";

    void jdk(String version) {
        jdk = version;
    }

    /** A figure that a budget limits. */
    public void add(Budget budget, String variant, Sample sample) {
        add(budget.part, budget, variant, sample, budget.unit);
    }

    /** A figure for the reader's information. */
    public void add(char part, String what, Sample sample, String unit) {
        add(part, null, what, sample, unit);
    }

    private void add(char part, @Nullable Budget budget, String what, Sample sample, String unit) {
        all.add(new Figure(part, budget, jdk, what, sample.median(), sample.low(), sample.high(), unit));
        System.err.printf(
                "  %s  %s%n", what.isEmpty() && budget != null ? budget.title : what, Figure.number(sample.median()));
    }

    /** A part that could not be measured, and why. */
    void problem(char part, String why) {
        problems.put(part + ", JDK " + jdk, why);
    }

    List<Figure> sorted() {
        // Stable: within a part as measured, one JDK after the other.
        return all.stream().sorted(Comparator.comparing(Figure::part)).toList();
    }

    Map<String, String> problems() {
        return problems;
    }

    boolean has(Budget budget, String version) {
        return all.stream()
                .anyMatch(each -> each.budget() == budget && each.jdk().equals(version));
    }

    boolean isOver() {
        return all.stream().anyMatch(each -> each.verdict() == Figure.Verdict.OVER);
    }
}
