package io.closewait.core.config;

import io.closewait.core.pattern.PatternRule;
import io.closewait.core.pattern.SocketPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rules as a user writes them, separated by {@code ;}: {@code PATTERN=VALUE}, or a pattern alone.
 *
 * @param <V> the type of a rule's value
 */
public final class PatternRules<V> extends ValueType<List<PatternRule<V>>> {
    /** Each a pattern and, if there is one, a reason. */
    static final PatternRules<String> REASONS = new PatternRules<>("REASON", ValueType.TEXT);

    static final PatternRules<Duration> DURATIONS = new PatternRules<>("DURATION", ValueType.DURATION);

    private final ValueType<V> valueType;

    private PatternRules(String valueName, ValueType<V> valueType) {
        super("PATTERN=" + valueName + ";… where PATTERN is frame:, peer: or port: and a text with *");
        this.valueType = valueType;
    }

    /**
     * Rules as in the option {@code exclude}.
     *
     * @throws IllegalArgumentException with a line that names the rule that is none
     */
    public static List<PatternRule<String>> withReasons(String text) {
        List<PatternRule<String>> rules = new ArrayList<>();
        for (String item : LIST.parse(text)) {
            try {
                rules.add(REASONS.rule(item));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + item + "' is not " + REASONS.form, e);
            }
        }
        return Collections.unmodifiableList(rules);
    }

    @Override
    List<PatternRule<V>> parse(String text) {
        List<PatternRule<V>> rules = new ArrayList<>();
        for (String item : LIST.parse(text)) {
            rules.add(rule(item));
        }
        return Collections.unmodifiableList(rules);
    }

    private PatternRule<V> rule(String item) {
        int equals = item.lastIndexOf('=');
        String pattern = equals < 0 ? item : item.substring(0, equals);
        String value = equals < 0 ? "" : item.substring(equals + 1).trim();
        return new PatternRule<>(SocketPattern.parse(pattern.trim()), valueType.parse(value));
    }

    @Override
    List<PatternRule<V>> absent() {
        return Collections.emptyList();
    }
}
