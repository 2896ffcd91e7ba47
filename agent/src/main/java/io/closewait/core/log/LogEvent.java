package io.closewait.core.log;

import java.util.Collections;
import java.util.Map;

/** A message for programs: one line of text, and small fields. Immutable. */
public final class LogEvent {
    final String text;
    final Map<String, Object> fields;

    /** @param fields strings and numbers, by the name under which a log shows them */
    public LogEvent(String text, Map<String, Object> fields) {
        this.text = text;
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** The text without the agent's name in front, for a log that shows the logger's name anyway. */
    static String withoutName(String text) {
        String name = AgentLog.NAME;
        if (text.startsWith(name + ": ")) {
            return text.substring(name.length() + 2);
        }
        return text.startsWith(name + " ") ? "version " + text.substring(name.length() + 1) : text;
    }
}
