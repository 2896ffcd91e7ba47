package io.closewait.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text form of options: {@code key=value,key=value}. A value that holds a comma stands in single or double quotes; a key
 * alone has an empty value, which means {@code true} to a flag and is wrong elsewhere. White space around keys and values is dropped.
 */
final class OptionText {
    private OptionText() {}

    /** The values by key; where a key comes twice, the later one. */
    static Map<String, String> split(@Nullable String text, String origin, List<String> complaints) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text == null) {
            return values;
        }
        int at = 0;
        while (at < text.length()) {
            int end = endOfItem(text, at);
            if (end < 0) {
                complaints.add("a quote is not closed in " + origin + ": " + text.substring(at));
                return values;
            }
            put(text.substring(at, end).trim(), values);
            at = end + 1;
        }
        return values;
    }

    /** The index of the comma that ends the item, or the text's end; -1 for an open quote. */
    private static int endOfItem(String text, int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && text.substring(from, i).trim().endsWith("=")) {
                quote = c;
            } else if (c == ',') {
                return i;
            }
        }
        return quote == 0 ? text.length() : -1;
    }

    private static void put(String item, Map<String, String> values) {
        if (item.isEmpty()) {
            return;
        }
        int equals = item.indexOf('=');
        if (equals < 0) {
            values.put(item, "");
            return;
        }
        values.put(
                item.substring(0, equals).trim(),
                unquoted(item.substring(equals + 1).trim()));
    }

    private static String unquoted(String value) {
        char first = value.isEmpty() ? 0 : value.charAt(0);
        boolean quoted = value.length() > 1 && (first == '"' || first == '\'') && value.endsWith(value.substring(0, 1));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
