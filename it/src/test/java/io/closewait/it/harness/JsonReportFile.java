package io.closewait.it.harness;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The file that the option {@code json} names. */
public record JsonReportFile(Path path) {
    private static final Duration PATIENCE = Patience.ofMinutes(2);

    /** The option that makes the agent write this file. */
    public String option() {
        return "json=" + path;
    }

    /** The report in the file, if the file is there; a file that is there holds a whole report at any time. */
    public Optional<JsonReport> read() throws IOException {
        try {
            return Optional.of(JsonReport.parse(Files.readString(path)));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (JsonParseException | IllegalStateException e) {
            throw new AssertionError("not a whole report: " + path, e);
        }
    }

    /** Waits for a report about which the condition holds; {@code what} says it in words. */
    public JsonReport await(String what, Predicate<JsonReport> condition) {
        AtomicReference<Optional<JsonReport>> last = new AtomicReference<>(Optional.empty());
        try {
            Awaitility.await("a report with " + what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .pollInSameThread()
                    .until(() -> {
                        last.set(read());
                        return last.get().filter(condition).isPresent();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no report with " + what + "; the last one: "
                            + last.get().map(JsonReport::toString).orElse("(no file " + path + ")"),
                    e);
        }
        return last.get().orElseThrow();
    }
}
