package io.closewait.core.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import org.slf4j.event.Level;

/** A message or a report as one line of JSON, with the names of fields that log shippers expect. */
final class JsonLine {
    private JsonLine() {}

    /** @param events what the text says, the whole before its parts, which become an array; empty if the text is all */
    static String of(Level level, String text, List<LogEvent> events) {
        JsonObject line = new JsonObject();
        line.addProperty("timestamp", Instant.now().toString());
        line.addProperty("level", level.name());
        line.addProperty("logger", AgentLog.NAME);
        line.addProperty("message", LogEvent.withoutName(events.isEmpty() ? text : events.get(0).text));
        if (!events.isEmpty()) {
            addFields(events.get(0), line);
            JsonArray parts = new JsonArray();
            for (LogEvent event : events.subList(1, events.size())) {
                JsonObject part = new JsonObject();
                part.addProperty("message", event.text);
                addFields(event, part);
                parts.add(part);
            }
            line.add("leaks", parts);
        }
        return line.toString();
    }

    private static void addFields(LogEvent event, JsonObject json) {
        event.fields.forEach((name, value) -> {
            if (value instanceof Number) {
                json.addProperty(name, (Number) value);
            } else {
                json.addProperty(name, value.toString());
            }
        });
    }
}
