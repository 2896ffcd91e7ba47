package io.closewait.it.soak;

import io.closewait.it.harness.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own, which can hang: who writes to it then waits, and no signal ends that. Needs root. */
final class Disk implements AutoCloseable {
    private static final String MEGABYTES = "16";

    private final Path root;

    private Disk(Path root) {
        this.root = root;
    }

    /** Skips the test where this machine does not let one be mounted. */
    static Disk mounted(Path folder) throws IOException, InterruptedException {
        Path image = folder.resolve("image");
        Path root = Files.createDirectory(folder.resolve("disk"));
        try {
            tool("fsfreeze");
            run("truncate", "-s", MEGABYTES + "M", image.toString());
            run("mkfs.ext4", "-q", image.toString());
            run("mount", "-o", "loop", image.toString(), root.toString());
        } catch (AssertionError refused) {
            Assumptions.abort("no file system can be mounted: " + refused.getMessage());
        }
        return new Disk(root);
    }

    private static void run(String tool, String... arguments) throws IOException, InterruptedException {
        tool(tool).run(arguments);
    }

    private static Tool tool(String name) {
        return Tool.onPath(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    Path root() {
        return root;
    }

    /** Hangs until the result is closed. */
    AutoCloseable hang() throws IOException, InterruptedException {
        run("fsfreeze", "-f", root.toString());
        return () -> run("fsfreeze", "-u", root.toString());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", root.toString());
    }
}
