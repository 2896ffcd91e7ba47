package io.closewait.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that is run to its end for what it prints. */
public record Tool(Path path) {

    /** One of a JDK's tools. */
    public static Tool of(Jdk jdk, String name) {
        return new Tool(jdk.home().resolve("bin").resolve(name));
    }

    /** A program on the {@code PATH}. */
    public static Optional<Tool> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Tool::new);
    }

    /** What it writes, errors included. Fails unless its exit code is 0. */
    public String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(
                    "exit code " + process.exitValue() + ": " + String.join(" ", command) + "\n" + output);
        }
        return output;
    }
}
