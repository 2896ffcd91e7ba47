package io.closewait.it.harness;

import io.closewait.it.programs.HelloWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The programs of {@code io.closewait.it.programs} as a jar. */
public final class ProgramsJar {
    private static final Path CLASSES = Artifacts.of(HelloWorld.class);

    private ProgramsJar() {}

    /** Writes the jar and returns its path. */
    public static Path write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            addTo(out, "");
        }
        return jar;
    }

    /** Adds the classes below a prefix, such as {@code BOOT-INF/classes/}. */
    public static void addTo(JarOutputStream out, String prefix) throws IOException {
        for (Path file : files()) {
            out.putNextEntry(new JarEntry(prefix + CLASSES.relativize(file)));
            Files.copy(file, out);
            out.closeEntry();
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(CLASSES.resolve("io/closewait/it/programs"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
