package io.closewait.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A {@link SocketPattern} and what is said of the sockets that it picks: {@code PATTERN=VALUE}. Immutable. */
public final class PatternRule {
    private final SocketPattern pattern;
    private final String value;

    private PatternRule(SocketPattern pattern, String value) {
        this.pattern = pattern;
        this.value = value;
    }

    public SocketPattern pattern() {
        return pattern;
    }

    /** What follows the equals sign: a reason, or a duration. */
    public String value() {
        return value;
    }

    /** Rules separated by {@code ;}, each a pattern and a reason. */
    static final ValueType<List<PatternRule>> REASONS =
            new ValueType<List<PatternRule>>(
                    "PATTERN=REASON;… where PATTERN is frame:, peer: or port: and a text with *") {
                @Override
                List<PatternRule> parse(String text) {
                    return rules(text);
                }

                @Override
                List<PatternRule> absent() {
                    return Collections.emptyList();
                }
            };

    /** Rules separated by {@code ;}, each a pattern and a duration. */
    static final ValueType<List<PatternRule>> DURATIONS =
            new ValueType<List<PatternRule>>(
                    "PATTERN=DURATION;… where PATTERN is frame:, peer: or port: and a text with *") {
                @Override
                List<PatternRule> parse(String text) {
                    List<PatternRule> rules = rules(text);
                    for (PatternRule rule : rules) {
                        ValueType.DURATION.parse(rule.value);
                    }
                    return rules;
                }

                @Override
                List<PatternRule> absent() {
                    return Collections.emptyList();
                }
            };

    /**
     * Rules as in the option {@code exclude}: separated by {@code ;}, each a pattern and, if there is one, a reason.
     *
     * @throws IllegalArgumentException with a line that names the rule that is none
     */
    public static List<PatternRule> parse(String text) {
        List<PatternRule> rules = new ArrayList<>();
        for (String item : ValueType.LIST.parse(text)) {
            try {
                rules.addAll(rules(item));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + item + "' is not " + REASONS.form, e);
            }
        }
        return Collections.unmodifiableList(rules);
    }

    private static List<PatternRule> rules(String text) {
        List<PatternRule> rules = new ArrayList<>();
        for (String item : ValueType.LIST.parse(text)) {
            int equals = item.lastIndexOf('=');
            String pattern = equals < 0 ? item : item.substring(0, equals);
            String value = equals < 0 ? "" : item.substring(equals + 1).trim();
            rules.add(new PatternRule(SocketPattern.parse(pattern.trim()), value));
        }
        return Collections.unmodifiableList(rules);
    }

    /** The value as a duration in nanoseconds. */
    public long nanos() {
        return ValueType.DURATION.parse(value).toNanos();
    }
}
