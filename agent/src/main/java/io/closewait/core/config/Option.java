package io.closewait.core.config;

import org.jspecify.annotations.Nullable;

/**
 * One option: what users write, what it means when they do not, and the line that documents it.
 *
 * @param <T> the type of its value
 */
public final class Option<T extends @Nullable Object> {
    private final String key;
    private final ValueType<T> type;
    private final String defaultText;
    private final T defaultValue;
    private final String documentation;
    private final boolean isReadAtStartOnly;

    Option(String key, ValueType<T> type, String defaultText, String documentation, boolean isReadAtStartOnly) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.defaultValue = defaultText.isEmpty() ? type.absent() : type.parse(defaultText);
        this.documentation = documentation;
        this.isReadAtStartOnly = isReadAtStartOnly;
    }

    public String key() {
        return key;
    }

    /** The default as a user would write it; empty for "none". */
    public String defaultText() {
        return defaultText;
    }

    /** What a value looks like, such as "a duration such as 60s". */
    public String form() {
        return type.form;
    }

    public String documentation() {
        return documentation;
    }

    /**
     * The value that a text stands for.
     *
     * @throws IllegalArgumentException if the text is no value of this option
     */
    public T parse(String text) {
        return type.parse(text);
    }

    /** The value when it is not given. */
    T defaultValue() {
        return defaultValue;
    }

    /** Whether the agent reads it when it starts, and a second start can no longer change it. */
    public boolean isReadAtStartOnly() {
        return isReadAtStartOnly;
    }

    /** What is wrong with a value that this option cannot take; names the nearest right one where there is one. */
    String problem(String text) {
        String nearest = type.nearest(text);
        return "option " + key + "='" + text + "' is not " + type.form
                + (nearest.isEmpty() ? "" : " (nearest: " + nearest + ")");
    }

    /** What to say of a value that came when the agent ran already. */
    String tooLate(String text, String inForce) {
        return "option " + key + "='" + text + "' comes too late: it is read when the agent starts, and stays "
                + (inForce.isEmpty() ? "none" : inForce);
    }

    /** The problem, and what the agent does about it. */
    String complaint(String text, String usedInstead) {
        return problem(text) + "; using " + (usedInstead.isEmpty() ? "none" : usedInstead);
    }
}
