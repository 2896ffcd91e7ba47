package io.closewait.it.harness;

import io.closewait.it.programs.HelloWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The programs of {@code io.closewait.it.programs} as a jar, also where they are a folder: in an IDE. */
public final class ProgramsJar {
    private static final Path CLASSES = Artifacts.of(HelloWorld.class);

    private ProgramsJar() {}

    /** Writes the jar and returns its path. */
    public static Path write(Path jar) throws IOException {
        if (Files.isRegularFile(CLASSES)) {
            return Files.copy(CLASSES, jar);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files()) {
                out.putNextEntry(new JarEntry(CLASSES.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(CLASSES.resolve("io/closewait/it/programs"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
