package io.closewait.junit;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How long a socket may stay open, and which may stay for good. Immutable. */
final class Settings {
    static final long DEFAULT_LEAK_AFTER_MILLIS = 1000;

    final long leakAfterMillis;
    /** In the form of the agent's option {@code exclude}. */
    final List<String> exclude;
    /** Whether a failure says who holds the sockets. */
    final boolean holders;
    /** Where they are written down, for complaints. */
    private final String source;

    /** @throws IllegalArgumentException if the time is negative */
    private Settings(String source, long leakAfterMillis, List<String> exclude, boolean holders) {
        if (leakAfterMillis < 0) {
            throw new IllegalArgumentException(
                    source + ": leakAfterMillis = " + leakAfterMillis + " is not a number of milliseconds, 0 or more");
        }
        this.source = source;
        this.leakAfterMillis = leakAfterMillis;
        this.exclude = exclude;
        this.holders = holders;
    }

    static Settings defaults(String source) {
        return new Settings(source, DEFAULT_LEAK_AFTER_MILLIS, Collections.emptyList(), false);
    }

    Settings leakAfterMillis(long millis) {
        return new Settings(source, millis, exclude, holders);
    }

    Settings exclude(String... patterns) {
        List<String> copy = Collections.unmodifiableList(Arrays.asList(patterns.clone()));
        return new Settings(source, leakAfterMillis, copy, holders);
    }

    Settings holders() {
        return new Settings(source, leakAfterMillis, exclude, true);
    }

    /** All patterns in one, empty for none. */
    String patterns() {
        return String.join(";", exclude);
    }

    /** @throws IllegalArgumentException with a line that names the first pattern that is none */
    void check(RunningAgent agent) {
        for (String pattern : exclude) {
            if (!agent.isPattern(pattern)) {
                throw new IllegalArgumentException(source + ": exclude = \"" + pattern
                        + "\" is not a pattern; write frame:, peer: or port: and a text with *,"
                        + " such as frame:com.acme.Cache.*, peer:10.0.0.*:6379 or port:5432");
            }
        }
    }
}
