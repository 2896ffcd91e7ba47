package io.closewait.it.harness;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.StreamSupport;

/** A report of the agent, as a reader of its JSON sees it. */
public record JsonReport(JsonObject json) {

    /** @throws com.google.gson.JsonParseException if the text is not one whole JSON object */
    public static JsonReport parse(String text) {
        return new JsonReport(JsonParser.parseString(text).getAsJsonObject());
    }

    /** A number of the section {@code totals}. */
    public int total(String name) {
        return json.getAsJsonObject("totals").get(name).getAsInt();
    }

    /** In {@code CLOSE_WAIT} by the agent's count of the kernel's tables. */
    public int kernelCloseWait() {
        return json.getAsJsonObject("kernel").get("closeWait").getAsInt();
    }

    /** What the agent can explain of {@link #kernelCloseWait}. */
    public int explained() {
        return json.getAsJsonObject("kernel").get("explained").getAsInt();
    }

    public long uptimeMillis() {
        return json.getAsJsonObject("jvm").get("uptimeMillis").getAsLong();
    }

    /** The elements of {@code neverAccepted}: one a listener. */
    public List<JsonObject> neverAccepted() {
        return objects(json.getAsJsonArray("neverAccepted"));
    }

    public String detector() {
        return json.getAsJsonObject("agent").get("detector").getAsString();
    }

    public List<Group> leaks() {
        return groups("leaks");
    }

    /** Leaks that were excluded or in the baseline. */
    public List<Group> known() {
        return groups("known");
    }

    public List<Group> halfClosedBusy() {
        return groups("halfClosedBusy");
    }

    private List<Group> groups(String name) {
        return objects(json.getAsJsonArray(name)).stream().map(Group::new).toList();
    }

    /** The elements of {@code ended}: leaks that were closed after all. */
    public List<JsonObject> ended() {
        return objects(json.getAsJsonArray("ended"));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    @Override
    public String toString() {
        return json.toString();
    }

    /** Sockets of one origin. */
    public record Group(JsonObject json) {
        /** The name of the verdict, such as {@code IDLE_IN_POOL}. */
        public String verdict() {
            return text("verdict");
        }

        public int count() {
            return json.get("count").getAsInt();
        }

        /** The frame to look at, or an empty string. */
        public String lookAt() {
            return text("lookAt");
        }

        /** A text field, empty for null. */
        public String text(String name) {
            JsonElement element = json.get(name);
            return element == null || element.isJsonNull() ? "" : element.getAsString();
        }

        /** The peers' addresses with their ports. */
        public List<String> peers() {
            return objects(json.getAsJsonArray("peers")).stream()
                    .map(peer -> peer.get("address").getAsString())
                    .toList();
        }

        /** One of the group's stacks, innermost frame first; empty if it has none of that name. */
        public List<Frame> stack(String name) {
            JsonArray stack = json.getAsJsonObject("stacks").getAsJsonArray(name);
            return stack == null
                    ? List.of()
                    : objects(stack).stream().map(Frame::of).toList();
        }

        /** The samples of the group's sockets. */
        public List<JsonObject> sockets() {
            return objects(json.getAsJsonArray("sockets"));
        }
    }

    /** A frame of a stack. */
    public record Frame(String className, String method) {
        static Frame of(JsonObject json) {
            return new Frame(json.get("class").getAsString(), json.get("method").getAsString());
        }
    }
}
