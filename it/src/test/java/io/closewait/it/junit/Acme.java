package io.closewait.it.junit;

import io.closewait.it.harness.Artifacts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Tests of other people, with libraries that our own class path does not have: {@code it/src/frameworks}. */
final class Acme {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final Path SOURCES = Artifacts.project().resolve("it/src/frameworks");

    private Acme() {}

    /** The jars of folders of {@code it-programs}. */
    static List<Path> jars(String... libraries) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String library : libraries) {
            try (Stream<Path> files =
                    Files.list(Artifacts.project().resolve("it-programs/target").resolve(library))) {
                files.sorted().forEach(jars::add);
            }
        }
        return jars;
    }

    /** Compiles classes of {@code com.acme}, and those that they use; returns the class path with them. */
    static List<Path> compile(Path folder, List<Path> jars, String... classes) {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-sourcepath", SOURCES.toString()));
        arguments.addAll(List.of("-cp", path(jars), "-d", folder.toString()));
        for (String name : classes) {
            arguments.add(SOURCES.resolve("com/acme").resolve(name + ".java").toString());
        }
        if (COMPILER.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(List.of(classes) + " do not compile: see standard error");
        }
        List<Path> classPath = new ArrayList<>(jars);
        classPath.add(folder);
        return classPath;
    }

    static String path(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
