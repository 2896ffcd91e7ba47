package io.closewait.core.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/** What several parts of the {@link JsonReport} have in common. */
final class Json {
    /** Of lists that could be as long as there are sockets; the totals count all. */
    static final int MAX_ELEMENTS = 1000;

    private Json() {}

    static JsonArray texts(List<String> texts) {
        JsonArray array = new JsonArray();
        for (String text : texts) {
            array.add(text);
        }
        return array;
    }

    static JsonArray counts(Map<String, Integer> counts, String name) {
        JsonArray array = new JsonArray();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            JsonObject json = new JsonObject();
            json.addProperty(name, entry.getKey());
            json.addProperty("count", entry.getValue());
            array.add(json);
        }
        return array;
    }

    /** To one decimal. */
    static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }
}
