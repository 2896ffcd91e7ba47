package io.closewait.holders.leaks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A report of the agent, in its JSON form or out of its HTML page. */
public final class LeakReport {
    /** Where the HTML page has its data. */
    static final Pattern IN_HTML =
            Pattern.compile("(<script type=\"application/json\" id=\"report\">)(.*?)(</script>)", Pattern.DOTALL);

    private final JsonObject json;

    private LeakReport(JsonObject json) {
        this.json = json;
    }

    /** @throws IOException if it is no such report */
    public static LeakReport parse(String text) throws IOException {
        Matcher html = IN_HTML.matcher(text);
        try {
            JsonElement parsed = JsonParser.parseString(html.find() ? html.group(2) : text);
            if (parsed.isJsonObject()
                    && text(parsed.getAsJsonObject(), "format").equals("closewait-report")) {
                return new LeakReport(parsed.getAsJsonObject());
            }
        } catch (JsonParseException notJson) {
            // said below
        }
        throw new IOException("not a JSON or HTML report of the agent");
    }

    /** A report that only knows descriptors. */
    public static LeakReport of(Set<Integer> descriptors) {
        JsonArray sockets = new JsonArray();
        for (int descriptor : descriptors) {
            JsonObject socket = new JsonObject();
            socket.addProperty("fd", descriptor);
            sockets.add(socket);
        }
        JsonObject group = new JsonObject();
        group.addProperty("title", "");
        group.addProperty("count", descriptors.size());
        group.add("sockets", sockets);
        JsonArray groups = new JsonArray();
        groups.add(group);
        JsonObject report = new JsonObject();
        report.add("leaks", groups);
        return new LeakReport(report);
    }

    public JsonObject json() {
        return json;
    }

    /** Groups with the descriptors that the report itself names, which are those of the oldest sockets. */
    public List<LeakGroup> groups() {
        return groups("the report does not name their descriptors", group -> {
            Set<Integer> descriptors = new TreeSet<>();
            array(group, "sockets")
                    .forEach(socket ->
                            descriptors.add(socket.getAsJsonObject().get("fd").getAsInt()));
            return descriptors;
        });
    }

    /** Groups with the descriptors of those of these sockets that belong to them. */
    public List<LeakGroup> groups(Collection<LeakedSocket> sockets) {
        return groups(
                "they have been closed in the meantime",
                group -> sockets.stream()
                        .filter(socket -> socket.fingerprint().equals(text(group, "fingerprint"))
                                && socket.verdict().equals(text(group, "title"))
                                && socket.state().equals(text(group, "state")))
                        .map(LeakedSocket::descriptor)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<LeakGroup> groups(String others, Function<JsonObject, Set<Integer>> descriptors) {
        List<LeakGroup> groups = new ArrayList<>();
        for (JsonElement element : array(json, "leaks")) {
            JsonObject group = element.getAsJsonObject();
            groups.add(new LeakGroup(
                    text(group, "title"),
                    text(group, "lookAt"),
                    group.get("count").getAsInt(),
                    descriptors.apply(group),
                    others,
                    group));
        }
        return groups;
    }

    /** The values of one of the agent's options that is a list. */
    public List<String> option(String name) {
        JsonElement agent = json.get("agent");
        JsonElement options = agent == null ? null : agent.getAsJsonObject().get("options");
        String value = options == null ? "" : text(options.getAsJsonObject(), name);
        return Arrays.stream(value.split("[;,\\s]+"))
                .filter(prefix -> !prefix.isEmpty())
                .toList();
    }

    private static JsonArray array(JsonObject object, String name) {
        JsonElement element = object.get(name);
        return element == null || !element.isJsonArray() ? new JsonArray() : element.getAsJsonArray();
    }

    private static String text(JsonObject object, String name) {
        JsonElement element = object.get(name);
        return element == null || element.isJsonNull() ? "" : element.getAsString();
    }
}
