package io.closewait.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.closewait.core.Instrumentations;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** The agent's log is there once a JVM, and so it is in the JVM of these tests. */
class LogSinkTest {
    @TempDir
    private Path folder;

    @AfterEach
    void logAsBefore() {
        LogSink.asJson(false);
        LogSink.toStandardError();
    }

    private Path logToAFile() throws IOException {
        Path file = folder.resolve("closewait.log");
        LogSink.toFile(file, Long.MAX_VALUE, 1);
        return file;
    }

    @Test
    void a_file_that_is_there_is_appended_to() throws IOException {
        Files.writeString(folder.resolve("closewait.log"), "before\n");

        Path file = logToAFile();
        LogSink.line("closewait: here");

        assertThat(Files.readString(file)).isEqualTo("before\nclosewait: here\n");
    }

    @Test
    void a_folder_or_a_file_in_a_folder_that_is_missing_cannot_be_a_log() throws IOException {
        Path file = logToAFile();

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> LogSink.toFile(folder, Long.MAX_VALUE, 1));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> LogSink.toFile(folder.resolve("none/closewait.log"), Long.MAX_VALUE, 1));

        LogSink.line("closewait: as before");
        assertThat(Files.readString(file)).isEqualTo("closewait: as before\n");
    }

    @Test
    void a_disk_that_is_full_is_passed_over_and_the_next_log_is_written() throws IOException {
        LogSink.toFile(Path.of("/dev/full"), Long.MAX_VALUE, 1);
        LogSink.line("closewait: lost");

        Path file = logToAFile();
        LogSink.line("closewait: here");

        assertThat(Files.readString(file)).isEqualTo("closewait: here\n");
    }

    @Test
    void a_FIFO_that_nobody_has_opened_does_not_block_whoever_chooses_it() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();

        LogSink.toFile(fifo, Long.MAX_VALUE, 1);
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> firstLine(fifo));
        LogSink.line("closewait: here");

        await().untilAsserted(() -> assertThat(read).isCompletedWithValue("closewait: here"));
    }

    private static String firstLine(Path fifo) {
        try (var lines = Files.newBufferedReader(fifo)) {
            return lines.readLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void as_JSON_each_message_is_one_line() throws IOException {
        Path file = logToAFile();
        LogSink.asJson(true);

        LogSink.message(
                Level.WARN, "a text\nof two lines", List.of(new LogEvent("closewait: 1 leak", Map.of("leaked", 1))));

        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .contains("\"message\":\"1 leak\"", "\"leaked\":1", "\"level\":\"WARN\"");
    }

    @Test
    void events_are_made_only_for_a_log_that_takes_them() throws IOException {
        logToAFile();
        assertThat(LogSink.takesEvents()).isFalse();
        LogSink.asJson(true);
        assertThat(LogSink.takesEvents()).isTrue();
        LogSink.asJson(false);

        LogSink.toApplicationLog(Instrumentations.loaded());
        assertThat(LogSink.takesEvents()).isTrue();
        LogSink.toStandardError();

        assertThat(LogSink.takesEvents()).isFalse();
    }

    @Test
    void what_is_for_standard_error_is_not_written_to_the_log() throws IOException {
        Path file = logToAFile();

        LogSink.onStandardError("closewait: this line is of the test LogSinkTest");

        assertThat(file).isEmptyFile();
    }
}
