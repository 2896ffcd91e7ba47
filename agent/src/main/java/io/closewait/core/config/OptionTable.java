package io.closewait.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that exist: to make one here enters it. Complete once {@link Options} is initialised, and not written to after. */
final class OptionTable {
    private final List<Option<?>> options = new ArrayList<>();

    /** An option that a second start of the agent can change. */
    <T extends @Nullable Object> Option<T> option(
            String key, ValueType<T> type, String defaultText, String documentation) {
        return entered(new Option<>(key, type, defaultText, documentation, false));
    }

    /** An option of what the agent is built around: read when it starts, and not again. */
    <T extends @Nullable Object> Option<T> readAtStart(
            String key, ValueType<T> type, String defaultText, String documentation) {
        return entered(new Option<>(key, type, defaultText, documentation, true));
    }

    private <T extends @Nullable Object> Option<T> entered(Option<T> option) {
        options.add(option);
        return option;
    }

    /** In the order in which they were made. */
    List<Option<?>> all() {
        return Collections.unmodifiableList(options);
    }

    @Nullable
    Option<?> named(String key) {
        for (Option<?> option : options) {
            if (option.key().equals(key)) {
                return option;
            }
        }
        return null;
    }

    /** What to say of a key that no option has. */
    String unknown(String key) {
        String[] keys = new String[options.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = options.get(i).key();
        }
        String nearest = Nearest.to(key, keys);
        return "unknown option '" + key + "'"
                + (nearest.isEmpty() ? ": 'help' lists all of them" : ", did you mean '" + nearest + "'?");
    }
}
