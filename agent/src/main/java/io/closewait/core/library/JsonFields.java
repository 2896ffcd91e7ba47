package io.closewait.core.library;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object of a file. What is wrong with one is said with the file, its path and what is right. */
final class JsonFields {
    private final JsonObject json;
    private final String file;
    private final String path;

    private JsonFields(JsonObject json, String file, String path) {
        this.json = json;
        this.file = file;
        this.path = path;
    }

    /** @param path of the object inside the file, empty for the outermost */
    static JsonFields of(JsonElement json, String file, String path, String... known) throws IOException {
        if (!json.isJsonObject()) {
            throw new IOException(file + ": " + (path.isEmpty() ? "the file" : path) + " must be a JSON object");
        }
        JsonFields fields = new JsonFields(json.getAsJsonObject(), file, path);
        for (String name : fields.json.keySet()) {
            if (!Arrays.asList(known).contains(name)) {
                throw new IOException(file + ": " + fields.pathOf(name) + " is not a field; the fields here: "
                        + String.join(", ", known));
            }
        }
        return fields;
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    IOException wrong(String name, String right) {
        return new IOException(file + ": " + pathOf(name) + " must be " + right
                + (json.has(name) ? ", but is " + json.get(name) : ", but is missing"));
    }

    String required(String name) throws IOException {
        JsonElement value = json.get(name);
        if (!isText(value) || value.getAsString().trim().isEmpty()) {
            throw wrong(name, "a string");
        }
        return value.getAsString();
    }

    List<String> texts(String name) throws IOException {
        JsonElement value = json.get(name);
        if (value == null) {
            return Collections.emptyList();
        }
        if (!value.isJsonArray()) {
            throw wrong(name, "a list of strings");
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement text : value.getAsJsonArray()) {
            if (!isText(text) || text.getAsString().isEmpty()) {
                throw wrong(name, "a list of strings");
            }
            texts.add(text.getAsString());
        }
        return Collections.unmodifiableList(texts);
    }

    boolean flag(String name) throws IOException {
        JsonElement value = json.get(name);
        if (value != null && !(value instanceof JsonPrimitive && ((JsonPrimitive) value).isBoolean())) {
            throw wrong(name, "true or false");
        }
        return value != null && value.getAsBoolean();
    }

    long number(String name) throws IOException {
        JsonElement value = json.get(name);
        if (value instanceof JsonPrimitive && ((JsonPrimitive) value).isNumber()) {
            try {
                long number = Long.parseLong(value.getAsString());
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException fraction) {
                // said below
            }
        }
        throw wrong(name, "a whole number above 0");
    }

    <E extends Enum<E>> E constant(String name, Class<E> type, E absent) throws IOException {
        JsonElement value = json.get(name);
        if (value == null) {
            return absent;
        }
        for (E constant : type.getEnumConstants()) {
            if (isText(value) && constant.name().equals(value.getAsString())) {
                return constant;
            }
        }
        throw wrong(name, "one of " + Arrays.toString(type.getEnumConstants()));
    }

    @Nullable
    VersionRange versions(String name) throws IOException {
        if (!json.has(name)) {
            return null;
        }
        try {
            return VersionRange.parse(required(name));
        } catch (IllegalArgumentException noRange) {
            throw wrong(name, String.valueOf(noRange.getMessage()));
        }
    }

    /** The objects of an array; of a single object, that one; none if it is absent. */
    List<JsonFields> objects(String name, String... known) throws IOException {
        JsonElement value = json.get(name);
        if (value == null) {
            return Collections.emptyList();
        }
        if (!value.isJsonArray()) {
            return Collections.singletonList(of(value, file, pathOf(name), known));
        }
        List<JsonFields> objects = new ArrayList<>();
        for (int i = 0; i < value.getAsJsonArray().size(); i++) {
            objects.add(of(value.getAsJsonArray().get(i), file, pathOf(name) + "[" + i + "]", known));
        }
        return Collections.unmodifiableList(objects);
    }

    private static boolean isText(@Nullable JsonElement value) {
        return value instanceof JsonPrimitive && ((JsonPrimitive) value).isString();
    }
}
