package io.closewait.core.library;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All libraries that are known. Thread-safe; what it answers never changes. */
public final class Libraries {
    /** Applications have tens of thousands of classes; those on the stacks of sockets are few. */
    private static final int MOST_CLASSES = 10_000;

    /** A jar's folder cannot be listed cheaply. */
    private static final String INDEX = "index.txt";

    /** The user's own before the bundled ones. */
    private final List<Library> all;

    private final Map<String, Library> byPackage = new HashMap<>();

    /** Answers for classes: a report of thousands of sockets asks for the same few hundred, and each search makes texts. */
    private final Map<String, Optional<Library>> byClass = new ConcurrentHashMap<>();

    private final List<String> problems;

    private Libraries(List<Library> all, List<String> problems) {
        this.all = Collections.unmodifiableList(all);
        this.problems = Collections.unmodifiableList(problems);
        for (Library library : all) {
            for (String prefix : library.packages()) {
                byPackage.putIfAbsent(prefix, library);
            }
        }
    }

    /** Those in the agent's jar. Reads all files at each call. A damaged one is left out. */
    public static Libraries bundled() {
        return indexed(INDEX);
    }

    static Libraries indexed(String index) {
        List<Library> all = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String file : lines(index, problems)) {
            try (Reader in = resource(file)) {
                all.addAll(parse(in, file));
            } catch (IOException damaged) {
                problems.add(String.valueOf(damaged.getMessage()));
            }
        }
        return new Libraries(all, problems);
    }

    private static List<String> lines(String index, List<String> problems) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(resource(index))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        } catch (IOException damaged) {
            problems.add(String.valueOf(damaged.getMessage()));
        }
        return lines;
    }

    private static Reader resource(String name) throws IOException {
        InputStream in = Libraries.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException(name + " is not in the agent's jar");
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /**
     * These and those of a user's file, which may replace some of them: a library of the same name, and classes that both have.
     *
     * @throws IOException when the file cannot be read; its message names the file, the field and what is right
     */
    public Libraries with(Path userFile) throws IOException {
        List<Library> merged;
        try (Reader in = Files.newBufferedReader(userFile, StandardCharsets.UTF_8)) {
            merged = parse(in, userFile.toString());
        } catch (FileSystemException e) {
            // Its message is the file's name alone.
            throw new IOException(userFile + ": cannot be read: " + e.getClass().getSimpleName(), e);
        }
        List<Library> own = new ArrayList<>(merged);
        for (Library library : all) {
            if (own.stream().noneMatch(mine -> mine.name().equals(library.name()))) {
                merged.add(library);
            }
        }
        return new Libraries(merged, problems);
    }

    private static List<Library> parse(Reader in, String file) throws IOException {
        JsonElement json;
        try {
            json = JsonParser.parseReader(in);
        } catch (JsonParseException e) {
            throw new IOException(file + ": not JSON: " + e.getMessage(), e);
        }
        return LibraryReader.read(json, file);
    }

    /** The one that a class belongs to, by the longest prefix of its name; null if none. */
    public @Nullable Library of(String className) {
        Optional<Library> known = byClass.get(className);
        if (known == null) {
            known = Optional.ofNullable(search(className));
            if (byClass.size() < MOST_CLASSES) {
                byClass.put(className, known);
            }
        }
        return known.orElse(null);
    }

    private @Nullable Library search(String className) {
        for (int dot = className.lastIndexOf('.'); dot > 0; dot = className.lastIndexOf('.', dot - 1)) {
            Library library = byPackage.get(className.substring(0, dot + 1));
            if (library != null) {
                return library;
            }
        }
        return null;
    }

    public List<Library> all() {
        return all;
    }

    /** What was wrong with the files that are left out, each with the name of its file. */
    public List<String> problems() {
        return problems;
    }
}
