package io.closewait.core.library;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes libraries of JSON, and says what is wrong with it, and where. The format is described in {@code docs/libraries.md}. */
final class LibraryReader {
    private static final String[] FIELDS = {
        "name",
        "packages",
        "artifacts",
        "through",
        "roles",
        "streamsBodies",
        "readsOnDemand",
        "httpServer",
        "closesIdleAfter",
        "poolFields",
        "advice",
        // How the bundled ones were checked: for the tests alone.
        "checkedWith"
    };

    private LibraryReader() {}

    /** One library, or an array of them. */
    static List<Library> read(JsonElement json, String file) throws IOException {
        List<Library> libraries = new ArrayList<>();
        if (json.isJsonArray()) {
            for (int i = 0; i < json.getAsJsonArray().size(); i++) {
                JsonElement element = json.getAsJsonArray().get(i);
                libraries.add(library(JsonFields.of(element, file, "[" + i + "]", FIELDS)));
            }
        } else {
            libraries.add(library(JsonFields.of(json, file, "", FIELDS)));
        }
        return libraries;
    }

    private static Library library(JsonFields fields) throws IOException {
        Library.Builder builder = new Library.Builder();
        builder.name = fields.required("name");
        builder.packages = fields.texts("packages");
        if (builder.packages.isEmpty()) {
            throw fields.wrong("packages", "a list of prefixes of class names, at least one");
        }
        for (String prefix : builder.packages) {
            if (!prefix.matches("(\\w+\\.)+")) {
                throw fields.wrong(
                        "packages", "a list of package names, each with a dot at its end, such as com.example.");
            }
        }
        builder.artifacts = fields.texts("artifacts");
        builder.through = fields.texts("through");
        builder.streamsBodies = fields.flag("streamsBodies");
        builder.readsOnDemand = fields.flag("readsOnDemand");
        builder.httpServer = fields.flag("httpServer");
        readRoles(fields, builder);
        for (JsonFields idle : fields.objects("closesIdleAfter", "millis", "by")) {
            builder.closesIdleAfter = Duration.ofMillis(idle.number("millis"));
        }
        for (JsonFields each :
                fields.objects("poolFields", "type", "field", "lent", "idle", "ofOneConnection", "othersLent")) {
            builder.poolFields.add(new PoolField(
                    each.required("type"),
                    each.required("field"),
                    each.texts("lent"),
                    each.texts("idle"),
                    each.flag("ofOneConnection"),
                    each.flag("othersLent")));
        }
        for (JsonFields each :
                fields.objects("advice", "verdict", "situation", "side", "versions", "text", "notDefault")) {
            builder.advice.add(advice(each, builder.side()));
        }
        return builder.build();
    }

    private static void readRoles(JsonFields fields, Library.Builder builder) throws IOException {
        for (JsonFields roles : fields.objects("roles", "pool", "client", "server", "eventLoop", "asynchronous")) {
            builder.roles.put(Library.Role.POOL, roles.texts("pool"));
            builder.roles.put(Library.Role.CLIENT, roles.texts("client"));
            builder.roles.put(Library.Role.SERVER, roles.texts("server"));
            builder.roles.put(Library.Role.EVENT_LOOP, roles.texts("eventLoop"));
            builder.roles.put(Library.Role.ASYNCHRONOUS, roles.texts("asynchronous"));
        }
    }

    private static Advice advice(JsonFields fields, Library.Side usual) throws IOException {
        String verdict = fields.required("verdict");
        if (!verdict.matches("[A-Z]+(_[A-Z]+)*")) {
            throw fields.wrong("verdict", "the name of a verdict in capitals, such as IDLE_IN_POOL");
        }
        return new Advice(
                verdict,
                fields.constant("situation", Library.Situation.class, Library.Situation.USUAL),
                fields.constant("side", Library.Side.class, usual),
                fields.versions("versions"),
                fields.required("text"));
    }
}
