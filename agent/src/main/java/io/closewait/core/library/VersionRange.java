package io.closewait.core.library;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of versions in Maven's syntax: {@code [4.3,5)}, {@code [2,)}, {@code (,3]}. Immutable. */
final class VersionRange {
    /** The range that reaches to newer versions is greater. */
    static final Comparator<VersionRange> BY_AGE = Comparator.<VersionRange, Version>comparing(
                    range -> range.to, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(range -> range.from, Comparator.nullsFirst(Comparator.naturalOrder()));

    private static final Pattern SYNTAX = Pattern.compile("([\\[(])([^,\\[\\]()]*),([^,\\[\\]()]*)([\\])])");

    private final @Nullable Version from;
    private final boolean withFrom;
    private final @Nullable Version to;
    private final boolean withTo;

    private VersionRange(@Nullable Version from, boolean withFrom, @Nullable Version to, boolean withTo) {
        this.from = from;
        this.withFrom = withFrom;
        this.to = to;
        this.withTo = withTo;
    }

    /** @throws IllegalArgumentException when the text is no range, with a message that says what one is */
    static VersionRange parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.replace(" ", ""));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a range of versions such as [4.3,5), [2,) or (,3]");
        }
        return new VersionRange(
                version(matcher.group(2)),
                "[".equals(matcher.group(1)),
                version(matcher.group(3)),
                "]".equals(matcher.group(4)));
    }

    private static @Nullable Version version(String text) {
        return text.isEmpty() ? null : new Version(text);
    }

    boolean contains(Version version) {
        return (from == null || isBefore(from, version, withFrom)) && (to == null || isBefore(version, to, withTo));
    }

    private static boolean isBefore(Version a, Version b, boolean orEqual) {
        int order = a.compareTo(b);
        return order < 0 || (orEqual && order == 0);
    }
}
