package io.closewait.core.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as Maven orders them: numbers by value, {@code 2.0-rc1} before {@code 2.0}, {@code 2.0.Final} equal to it. Immutable. */
final class Version implements Comparable<Version> {
    private static final Pattern PART = Pattern.compile("\\d+|[a-z]+");
    private static final List<String> BEFORE_RELEASE =
            Arrays.asList("alpha", "a", "beta", "b", "milestone", "m", "rc", "cr", "snapshot");
    private static final List<String> RELEASE = Arrays.asList("final", "ga", "release");
    private static final String NOTHING = "0";

    private final List<String> parts = new ArrayList<>();

    Version(String text) {
        Matcher matcher = PART.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            if (!RELEASE.contains(matcher.group())) {
                parts.add(matcher.group());
            }
        }
    }

    @Override
    public int compareTo(Version other) {
        int longer = Math.max(parts.size(), other.parts.size());
        for (int i = 0; i < longer; i++) {
            int order = compare(part(i), other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private String part(int i) {
        return i < parts.size() ? parts.get(i) : NOTHING;
    }

    private static int compare(String a, String b) {
        int order = Integer.compare(rank(a), rank(b));
        if (order != 0) {
            return order;
        }
        if (!isNumber(a)) {
            return a.compareTo(b);
        }
        // Dates and build numbers can be longer than a long.
        String left = a.replaceFirst("^0+", "");
        String right = b.replaceFirst("^0+", "");
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }

    private static int rank(String part) {
        if (isNumber(part)) {
            return BEFORE_RELEASE.size();
        }
        int before = BEFORE_RELEASE.indexOf(part);
        // An unknown qualifier, such as jre or v20240101, names a variant of the release.
        return before < 0 ? BEFORE_RELEASE.size() + 1 : before;
    }

    private static boolean isNumber(String part) {
        return Character.isDigit(part.charAt(0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version && compareTo((Version) other) == 0;
    }

    @Override
    public int hashCode() {
        int used = parts.size();
        while (used > 0 && parts.get(used - 1).replaceFirst("^0+", "").isEmpty()) {
            used--;
        }
        return parts.subList(0, used).hashCode();
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
