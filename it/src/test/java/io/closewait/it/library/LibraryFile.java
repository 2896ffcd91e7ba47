package io.closewait.it.library;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.closewait.it.harness.Artifacts;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the agent's files, as it stands there: what is absent is null. */
record LibraryFile(
        String name,
        List<String> packages,
        List<String> artifacts,
        List<String> through,
        Map<String, List<String>> roles,
        boolean streamsBodies,
        boolean readsOnDemand,
        boolean httpServer,
        IdleClose closesIdleAfter,
        List<PoolField> poolFields,
        List<Advice> advice,
        List<Check> checkedWith) {
    private static final Path FOLDER =
            Artifacts.project().resolve("agent/src/main/resources/io/closewait/core/library");

    /** Where a pool keeps lent connections apart from idle ones. */
    record PoolField(String type, String field, List<String> lent, List<String> idle, boolean ofOneConnection) {}

    record IdleClose(long millis, String by) {}

    record Advice(String verdict, String situation, String versions, String text, List<NotDefault> notDefault) {
        @Override
        public String toString() {
            return verdict + (situation == null ? "" : " " + situation) + (versions == null ? "" : " " + versions);
        }
    }

    /** @param read the getter of {@code type} whose default is not {@code value} */
    record NotDefault(String type, String read, String value) {}

    /**
     * An artifact at some versions.
     *
     * @param artifact {@code group:artifact}, or {@code jdk}
     * @param with coordinates of what it needs, or what its users call through it
     */
    record Check(String artifact, List<String> versions, List<String> with) {}

    /** Those of which more is said than their packages. */
    static Stream<LibraryFile> checked() {
        return all().filter(library -> library.checkedWith() != null);
    }

    static Stream<LibraryFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .flatMap(LibraryFile::read)
                    .sorted(Comparator.comparing(LibraryFile::name, String.CASE_INSENSITIVE_ORDER))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<LibraryFile> read(Path file) {
        try (Reader in = Files.newBufferedReader(file)) {
            JsonElement json = JsonParser.parseReader(in);
            Gson gson = new Gson();
            return json.isJsonArray()
                    ? Stream.of(gson.fromJson(json, LibraryFile[].class))
                    : Stream.of(gson.fromJson(json, LibraryFile.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library at each version that it is checked with. */
    Stream<CheckedVersion> versions() {
        return checkedWith.stream().flatMap(CheckedVersion::of);
    }

    @Override
    public String toString() {
        return name;
    }
}
