package io.closewait.core.command;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file that says who holds a leaked socket; a program of its own, for it reads heap dumps and is large. */
final class HoldersJar {
    private static final String NAME = "closewait-holders.jar";
    private static final int OLDEST_JAVA = 17;

    private final Path jar;

    private HoldersJar(Path jar) {
        this.jar = jar;
    }

    /** @throws CommandFailure if it is not there, or this Java is too old for it */
    static HoldersJar besideTheAgent() {
        Path jar = AttachCommand.ownJar().resolveSibling(NAME);
        if (!Files.isRegularFile(jar)) {
            throw new CommandFailure(ExitCode.USAGE, NAME + " is not next to the agent's jar: it should be " + jar);
        }
        String version = System.getProperty("java.specification.version", "");
        if (version.startsWith("1.") || Integer.parseInt(version) < OLDEST_JAVA) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--holders needs Java " + OLDEST_JAVA + " for this command, which runs on Java " + version
                            + "; the inspected JVM may be older");
        }
        return new HoldersJar(jar);
    }

    /** Runs it with this process's streams, and returns its exit code. */
    int run(long pid, boolean yes, boolean json, @Nullable Path html) throws IOException {
        List<String> command = new ArrayList<>(Arrays.asList(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        if (yes) {
            command.add("--yes");
        }
        if (json) {
            command.add("--json");
        }
        if (html != null) {
            command.add("--html=" + html);
        }
        command.add(Long.toString(pid));
        Process process = new ProcessBuilder(command).inheritIO().start();
        // Told to end as this process is, it removes its heap dump first.
        Thread end = new Thread(() -> end(process), "closewait-end");
        Runtime.getRuntime().addShutdownHook(end);
        return exitCode(process);
    }

    private static void end(Process process) {
        process.destroy();
        exitCode(process);
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED.number();
        }
    }
}
