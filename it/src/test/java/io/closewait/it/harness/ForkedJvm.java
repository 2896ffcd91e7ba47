package io.closewait.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM in a process of its own; it does not outlive the test. */
public final class ForkedJvm implements AutoCloseable {
    private static final Duration PATIENCE = Patience.ofMinutes(3);

    static final ThreadLocal<List<ForkedJvm>> STARTED_BY_THIS_THREAD = ThreadLocal.withInitial(ArrayList::new);

    private final List<String> command;
    private final Process process;
    private final Output stdout;
    private final Output stderr;

    ForkedJvm(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.stdout = new Output("stdout", process.getInputStream());
        this.stderr = new Output("stderr", process.getErrorStream());
        STARTED_BY_THIS_THREAD.get().add(this);
    }

    public long pid() {
        return process.pid();
    }

    public Output stdout() {
        return stdout;
    }

    public Output stderr() {
        return stderr;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line to the program's standard input, which the programs of the tests take as "go on". */
    public void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits for the JVM's end and for everything that it wrote. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after " + PATIENCE.toSeconds() + " s: " + this);
        }
        stdout.awaitEnd();
        stderr.awaitEnd();
        return process.exitValue();
    }

    /** Asks the JVM to end, as an operator does: its shutdown hooks run. Its standard input stays open. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Ends the JVM and what it started, at once. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public String toString() {
        return "pid " + pid() + ", " + (isAlive() ? "running" : "exit code " + process.exitValue()) + ": "
                + String.join(" ", command) + "\n--- stdout\n" + stdout.text() + "\n--- stderr\n" + stderr.text()
                + "\n---";
    }
}
