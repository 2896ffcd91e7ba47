package io.closewait.core.pattern;

/**
 * A {@link SocketPattern} and what is said of the sockets that it picks. Immutable.
 *
 * @param <V> the type of the value: a reason's text, or a duration
 */
public final class PatternRule<V> {
    private final SocketPattern pattern;
    private final V value;

    public PatternRule(SocketPattern pattern, V value) {
        this.pattern = pattern;
        this.value = value;
    }

    public SocketPattern pattern() {
        return pattern;
    }

    /** What follows the equals sign. */
    public V value() {
        return value;
    }
}
