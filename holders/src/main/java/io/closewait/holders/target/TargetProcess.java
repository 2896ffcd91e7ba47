package io.closewait.holders.target;

import io.closewait.holders.outcome.CommandFailure;
import io.closewait.holders.outcome.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** What {@code /proc} tells of the JVM, before anything is sent to it: an attach begins with a signal that ends other processes. */
final class TargetProcess {
    private static final Path PROC = Path.of("/proc");
    private static final long SIGQUIT_MASK = 1L << (3 - 1);

    private final long pid;
    private final Path folder;

    private TargetProcess(long pid) {
        this.pid = pid;
        this.folder = PROC.resolve(Long.toString(pid));
    }

    /** @throws CommandFailure if it is no JVM that can be attached to and that writes files where we find them */
    static TargetProcess of(long pid) {
        TargetProcess process = new TargetProcess(pid);
        if (!Files.isDirectory(process.folder)) {
            throw new CommandFailure(ExitCode.NO_PROCESS, "no process " + pid + " here");
        }
        if (!Files.isReadable(process.folder.resolve("maps"))) {
            throw new CommandFailure(
                    ExitCode.NOT_ALLOWED, "process " + pid + " belongs to another user: run the command as that user");
        }
        try {
            process.check();
        } catch (IOException gone) {
            throw new CommandFailure(ExitCode.NO_PROCESS, "process " + pid + " has ended", gone);
        }
        return process;
    }

    private void check() throws IOException {
        String maps = Files.readString(folder.resolve("maps"), StandardCharsets.ISO_8859_1);
        if (!maps.contains("/libjvm.so")) {
            throw new CommandFailure(ExitCode.NOT_A_JVM, "process " + pid + " is not a JVM");
        }
        for (String kind : new String[] {"mnt", "net", "pid"}) {
            Path ours = Files.readSymbolicLink(PROC.resolve("self/ns/" + kind));
            if (!ours.equals(Files.readSymbolicLink(folder.resolve("ns/" + kind)))) {
                throw new CommandFailure(
                        ExitCode.CONTAINER,
                        this + " is in a container, and writes its heap dump there: run the command inside");
            }
        }
        long caught = Long.parseUnsignedLong(status("SigCgt"), 16);
        if ((caught & SIGQUIT_MASK) == 0) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    this + " does not handle SIGQUIT, with which an attach begins, and would die of it: it is still"
                            + " starting, or runs with -Xrs");
        }
    }

    private String status(String name) throws IOException {
        return Files.readAllLines(folder.resolve("status"), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElseThrow(() -> new IOException(folder + "/status has no " + name));
    }

    long pid() {
        return pid;
    }

    /** In whose name it writes files. */
    UserPrincipal user() throws IOException {
        return Files.getOwner(folder);
    }

    boolean isRunning() {
        try {
            return !status("State").startsWith("Z");
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "JVM " + pid;
    }
}
