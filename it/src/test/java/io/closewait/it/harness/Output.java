package io.closewait.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What a process wrote to one of its streams so far. */
public final class Output {
    private static final Duration PATIENCE = Patience.ofMinutes(2);

    private final String name;
    private final Thread drain;
    private final List<String> lines = new ArrayList<>();

    Output(String name, InputStream stream) {
        this.name = name;
        this.drain = new Thread(() -> drain(stream), "drain-" + name);
        drain.setDaemon(true);
        drain.start();
    }

    private void drain(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException streamClosedWithTheProcess) {
            // what came before is kept
        }
    }

    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    public String text() {
        return String.join("\n", lines());
    }

    /** Waits for a line that matches the expression as a whole; fails when the stream ends without one. */
    public Matcher awaitLine(String regex) {
        Pattern pattern = Pattern.compile(regex);
        Awaitility.await(name + " has a line " + regex)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .pollInSameThread()
                .failFast(
                        name + " ended without a line " + regex,
                        () -> hasEnded() && find(pattern).isEmpty())
                .until(() -> find(pattern).isPresent());
        return find(pattern).orElseThrow();
    }

    private Optional<Matcher> find(Pattern pattern) {
        return lines().stream().map(pattern::matcher).filter(Matcher::matches).findFirst();
    }

    private boolean hasEnded() {
        return !drain.isAlive();
    }

    /** Waits until everything is here that the process wrote. */
    void awaitEnd() throws InterruptedException {
        drain.join(PATIENCE.toMillis());
    }
}
