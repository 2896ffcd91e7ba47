package io.closewait.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A {@link SocketPattern} and what is said of the sockets that it picks: {@code PATTERN=VALUE}. Immutable.
 *
 * @param <V> the type of the value: a reason's text, or a duration
 */
public final class PatternRule<V> {
    private final SocketPattern pattern;
    private final V value;

    private PatternRule(SocketPattern pattern, V value) {
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

    /** Rules separated by {@code ;}, each a pattern and, if there is one, a reason. */
    static final ValueType<List<PatternRule<String>>> REASONS = new Rules<>("REASON", ValueType.TEXT);

    /** Rules separated by {@code ;}, each a pattern and a duration. */
    static final ValueType<List<PatternRule<Duration>>> DURATIONS = new Rules<>("DURATION", ValueType.DURATION);

    /**
     * Rules as in the option {@code exclude}: separated by {@code ;}, each a pattern and, if there is one, a reason.
     *
     * @throws IllegalArgumentException with a line that names the rule that is none
     */
    public static List<PatternRule<String>> parse(String text) {
        List<PatternRule<String>> rules = new ArrayList<>();
        for (String item : ValueType.LIST.parse(text)) {
            try {
                rules.addAll(REASONS.parse(item));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + item + "' is not " + REASONS.form, e);
            }
        }
        return Collections.unmodifiableList(rules);
    }

    private static final class Rules<V> extends ValueType<List<PatternRule<V>>> {
        private final ValueType<V> valueType;

        Rules(String valueName, ValueType<V> valueType) {
            super("PATTERN=" + valueName + ";… where PATTERN is frame:, peer: or port: and a text with *");
            this.valueType = valueType;
        }

        @Override
        List<PatternRule<V>> parse(String text) {
            List<PatternRule<V>> rules = new ArrayList<>();
            for (String item : LIST.parse(text)) {
                int equals = item.lastIndexOf('=');
                String pattern = equals < 0 ? item : item.substring(0, equals);
                String value = equals < 0 ? "" : item.substring(equals + 1).trim();
                rules.add(new PatternRule<>(SocketPattern.parse(pattern.trim()), valueType.parse(value)));
            }
            return Collections.unmodifiableList(rules);
        }

        @Override
        List<PatternRule<V>> absent() {
            return Collections.emptyList();
        }
    }
}
