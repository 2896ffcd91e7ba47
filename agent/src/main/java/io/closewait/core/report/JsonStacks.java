package io.closewait.core.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.closewait.core.code.Frames;
import io.closewait.core.code.Origin;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stacks of the {@link JsonReport}, each frame with whose code it is. */
final class JsonStacks {
    private final Frames frames;

    JsonStacks(Frames frames) {
        this.frames = frames;
    }

    /** The frame that names the place, null if there is none. */
    @Nullable
    String lookAt(Site site) {
        StackTraceElement frame = frames.toLookAt(site);
        return frame == null ? null : frame.toString();
    }

    JsonObject of(Map<Moment, Site> stacks) {
        JsonObject json = new JsonObject();
        for (Map.Entry<Moment, Site> stack : stacks.entrySet()) {
            add(json, stack.getKey().key(), stack.getValue());
        }
        return json;
    }

    /** With the opening stack alone. */
    JsonObject opened(@Nullable Site site) {
        JsonObject json = new JsonObject();
        add(json, "opened", site);
        return json;
    }

    /** Nothing is added if there is no such stack. */
    void add(JsonObject stacks, String name, @Nullable Site site) {
        if (site == null) {
            return;
        }
        JsonArray array = new JsonArray();
        for (StackTraceElement frame : site.frames()) {
            JsonObject json = new JsonObject();
            json.addProperty("class", frame.getClassName());
            json.addProperty("method", frame.getMethodName());
            json.addProperty("file", frame.getFileName());
            json.addProperty("line", frame.getLineNumber());
            Origin origin = frames.origin(frame);
            json.addProperty("kind", origin.kind().name().toLowerCase(Locale.ROOT));
            if (!origin.jar().isEmpty()) {
                json.addProperty("jar", origin.jar());
            }
            array.add(json);
        }
        stacks.add(name, array);
    }
}
