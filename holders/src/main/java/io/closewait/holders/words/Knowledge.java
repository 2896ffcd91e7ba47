package io.closewait.holders.words;

import com.google.gson.Gson;
import io.closewait.holders.heap.ClassPattern;
import io.closewait.holders.heap.HeapClass;
import io.closewait.holders.heap.HeapField;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code holders.json}. A class is named as in a stack trace; after {@code *} only the end of its name.
 *
 * @param jdk prefixes of class names
 * @param libraries prefixes of class names
 * @param ignoredClasses whose instances hold nothing, those of subclasses included
 * @param ignoredPackages likewise, by prefix
 * @param ignoredFields that refer without holding
 * @param registers fields through which a selector, an event loop or a pool has everything, in use or forgotten
 * @param registerFrames classes whose methods have parts of such registers in local variables
 * @param eventLoopChannels whose instances an event loop has registered with its selector
 * @param places fields that say where something waits
 * @param states objects that stand for a pooled connection, and how to read its state
 */
public record Knowledge(
        List<String> jdk,
        List<String> libraries,
        List<String> ignoredClasses,
        List<String> ignoredPackages,
        List<FieldPattern> ignoredFields,
        List<FieldPattern> registers,
        List<String> registerFrames,
        List<String> eventLoopChannels,
        List<FieldPattern> places,
        List<PoolState> states) {

    /**
     * A field, or all of a class.
     *
     * @param field null for all
     * @param words what it means to be held by it
     */
    public record FieldPattern(
            String type, @Nullable String field, @Nullable String words) {
        public boolean matches(HeapField candidate) {
            return (field == null || field.equals(candidate.name()))
                    && candidate.declaredBy().is(new ClassPattern(type));
        }
    }

    /**
     * How a pool notes that a connection is idle or leased. Exactly one of the last four is given.
     *
     * @param entry the class of the pool's own object for a connection
     * @param number a field with an {@code int}
     * @param constant a field with a constant of an enum
     * @param list a field with a list: {@code empty} or {@code filled}
     * @param pool the pool's class, of whose fields one leads to the entry
     * @param words by number, constant's name, or field
     */
    public record PoolState(
            String library,
            String entry,
            @Nullable String number,
            @Nullable String constant,
            @Nullable String list,
            @Nullable String pool,
            Map<String, String> words) {
        public boolean isEntry(HeapClass type) {
            return type.is(new ClassPattern(entry));
        }

        public boolean isPool(HeapClass type) {
            return pool != null && type.is(new ClassPattern(pool));
        }
    }

    /** As it is in the jar. */
    public static Knowledge read() {
        try (InputStream in = Knowledge.class.getResourceAsStream("holders.json")) {
            if (in == null) {
                throw new IOException("holders.json is not in the jar");
            }
            return new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Knowledge.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it means to be held by this field, if that is known. */
    public Optional<String> words(HeapField field) {
        return places.stream()
                .filter(place -> place.words() != null && place.matches(field))
                .map(place -> String.valueOf(place.words()))
                .findFirst();
    }
}
