package io.closewait.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JDKs to test on, one a feature version, and said once on standard output.
 * <p>
 * {@code -Dit.jdks=17,25} or {@code -Dit.jdks=/path/to/jdk} names them. Without it: all that are found, if the environment
 * variable {@code CLOSEWAIT_JDKS} names a folder with JDKs, else the one that runs the tests. Found are that one, those below
 * {@code /usr/lib/jvm}, and those below that folder. One that is emulated is used only where its path is named.
 */
public final class Jdks {
    private static final List<Integer> EXPECTED = supported();
    private static final int OLDEST = EXPECTED.get(0);
    private static final int NEWEST = EXPECTED.get(EXPECTED.size() - 1);

    private static final String FOLDER = System.getenv("CLOSEWAIT_JDKS");

    private static final List<Jdk> USED = used(System.getProperty("it.jdks", "").trim());

    static {
        System.out.println(summary());
    }

    private Jdks() {}

    /** The property {@code jdks} of the parent {@code pom.xml}. */
    private static List<Integer> supported() {
        return Stream.of(Objects.requireNonNull(System.getProperty("it.supportedJdks"))
                        .split(", ", -1))
                .map(Integer::valueOf)
                .toList();
    }

    /** Oldest first. */
    public static List<Jdk> used() {
        return USED;
    }

    /** The one that runs the tests. */
    public static Jdk ofTheTests() {
        return Jdk.at(Path.of(System.getProperty("java.home"))).orElseThrow();
    }

    private static List<Jdk> used(String named) {
        Map<Integer, Jdk> found = found();
        if (named.isEmpty()) {
            return FOLDER == null ? List.of(ofTheTests()) : List.copyOf(found.values());
        }
        return Arrays.stream(named.split(","))
                .map(name -> named(name.trim(), found))
                .toList();
    }

    private static Jdk named(String name, Map<Integer, Jdk> found) {
        boolean isNumber = name.chars().allMatch(Character::isDigit);
        Optional<Jdk> jdk = isNumber ? Optional.ofNullable(found.get(Integer.valueOf(name))) : Jdk.at(Path.of(name));
        return jdk.orElseThrow(() ->
                new IllegalArgumentException("-Dit.jdks names '" + name + "': no such JDK; found " + found.values()));
    }

    private static Map<Integer, Jdk> found() {
        Map<Integer, Jdk> byFeature = new TreeMap<>();
        candidates().map(Jdk::at).flatMap(Optional::stream).forEach(jdk -> {
            if (!jdk.emulated() && jdk.feature() >= OLDEST && jdk.feature() <= NEWEST) {
                byFeature.putIfAbsent(jdk.feature(), jdk);
            }
        });
        return byFeature;
    }

    private static Stream<Path> candidates() {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Stream.of(FOLDER, "/usr/lib/jvm")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(Jdks::children)
                .forEach(homes::addAll);
        return homes.stream();
    }

    private static Collection<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String summary() {
        String used = USED.stream()
                .map(jdk -> jdk.feature() + " (" + jdk.version() + (jdk.emulated() ? ", emulated)" : ")"))
                .collect(Collectors.joining(", "));
        String skipped = EXPECTED.stream()
                .filter(feature -> USED.stream().noneMatch(jdk -> jdk.feature() == feature))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return "it: JDKs used: " + used + (skipped.isEmpty() ? "" : "; skipped: " + skipped);
    }
}
