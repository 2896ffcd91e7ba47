package io.closewait.holders;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same command in a JVM with a small heap. Without a limit a JVM takes a quarter of the machine's memory before it collects
 * its garbage, beside a service that is in trouble already.
 */
final class SmallJvm {
    private static final int MEGABYTES = 512;
    private static final String STARTED = "closewait.holders.started";

    private SmallJvm() {}

    /** Whether this JVM is that one, or has as little memory. */
    static boolean isThis() {
        return Boolean.getBoolean(STARTED) || Runtime.getRuntime().maxMemory() <= MEGABYTES * 1024L * 1024;
    }

    /** Runs it there, and returns its exit code. It is told to end when this JVM is. */
    static int run(String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-D" + STARTED + "=true",
                "-cp",
                classes.toString(),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Thread end = new Thread(
                () -> {
                    process.destroy();
                    waitFor(process);
                },
                "closewait-end");
        Runtime.getRuntime().addShutdownHook(end);
        return process.waitFor();
    }

    private static void waitFor(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
