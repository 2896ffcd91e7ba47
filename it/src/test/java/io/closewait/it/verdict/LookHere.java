package io.closewait.it.verdict;

import io.closewait.it.harness.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The line of a program that a report has to name: the one with the comment {@code look here}. */
final class LookHere {
    static final String MARK = "// look here";

    private LookHere() {}

    /** As it stands at the end of a stack frame: {@code (File.java:42)}. */
    static String in(Class<?> program) {
        String name = program.getSimpleName() + ".java";
        List<String> lines = lines(Artifacts.project()
                .resolve("it/src/test/java")
                .resolve(program.getPackageName().replace('.', '/'))
                .resolve(name));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(MARK)) {
                return "(" + name + ":" + (i + 1) + ")";
            }
        }
        throw new IllegalStateException("no line of " + name + " has the comment " + MARK);
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
