package io.closewait.it.verdict;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a program against the very libraries that it runs with, and puts it together for its launch. */
final class ProgramBuild {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final Program program;
    private final Jdk jdk;
    private final Path folder;

    /**
     * A build.
     *
     * @param jdk that it will run on
     * @param folder an empty one, for all that is made
     */
    ProgramBuild(Program program, Jdk jdk, Path folder) {
        this.program = program;
        this.jdk = jdk;
        this.folder = folder;
    }

    /** What comes after the JVM's options on its command line, the program's arguments included. */
    List<String> command() throws IOException {
        Path classes = compile();
        List<Path> jars = jars();
        List<String> command = new ArrayList<>(
                switch (program.launch) {
                    case CLASSES -> List.of("-cp", path(classes, jars), program.mainClass());
                    case JAR -> List.of("-cp", path(jar().of(classes), jars), program.mainClass());
                    case FAT -> List.of("-jar", jar().fat(classes, jars).toString());
                    case SPRING_BOOT ->
                        List.of("-jar", jar().springBoot(classes, jars).toString());
                    case MODULE ->
                        List.of(
                                "--module-path",
                                path(jar().of(classes), jars),
                                "--add-modules",
                                "ALL-MODULE-PATH",
                                "-m",
                                ProgramJar.MODULE + "/" + program.mainClass());
                });
        command.addAll(program.arguments);
        return command;
    }

    private ProgramJar jar() {
        return new ProgramJar(folder, program.mainClass());
    }

    private static String path(Path application, List<Path> jars) {
        return Stream.concat(Stream.of(application), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** In the order of their names, folder by folder. */
    List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String library : program.libraries) {
            try (Stream<Path> files = Files.list(Artifacts.project().resolve("it-programs/target/" + library))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return jars;
    }

    private Path compile() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> options = List.of(
                "-g",
                "-nowarn",
                "-proc:none",
                "-Xlint:none",
                "--release",
                String.valueOf(program.release()),
                "-sourcepath",
                program.sourceFolder().toString(),
                "-cp",
                jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "-d",
                classes.toString());
        String messages = program.isForNewerJdk() ? compileByJdk(options) : compileHere(options);
        if (!messages.isEmpty()) {
            throw new IllegalStateException(program + " does not compile:\n" + messages);
        }
        return classes;
    }

    /** What the compiler says if it fails. */
    private String compileHere(List<String> options) {
        StringWriter messages = new StringWriter();
        JavaFileObject source = new Source(program.source.file().toUri(), text());
        return COMPILER.getTask(messages, null, null, options, null, List.of(source))
                        .call()
                ? ""
                : messages.toString();
    }

    /** For libraries that this JDK's compiler cannot read. */
    private String compileByJdk(List<String> options) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"))
                .resolve(program.source.file().getFileName());
        Files.writeString(source, text());
        List<String> command = new ArrayList<>();
        command.add(jdk.home().resolve("bin/javac").toString());
        command.addAll(options);
        command.add(source.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() == 0 ? "" : messages;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private String text() {
        String text = String.join("\n", program.source.lines()) + "\n";
        for (String[] replacement : program.replacements) {
            text = text.replace(replacement[0], replacement[1]);
        }
        return text;
    }

    /** In memory, with the file's name, so that stacks have it. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(URI file, String text) {
            super(file, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
