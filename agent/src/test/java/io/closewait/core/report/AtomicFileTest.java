package io.closewait.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final String LONG = "a".repeat(100_000);
    private static final String LONGER = "b".repeat(200_000);

    @TempDir
    Path folder;

    @Test
    void a_reader_sees_one_content_or_the_other() throws Exception {
        AtomicFile file = new AtomicFile(folder.resolve("report.json"));
        file.write(LONG);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 300; i++) {
                write(file, i % 2 == 0 ? LONGER : LONG);
            }
        });

        do {
            String seen = Files.readString(folder.resolve("report.json"));
            assertThat(seen.equals(LONG) || seen.equals(LONGER))
                    .as("one of the two, not %s characters", seen.length())
                    .isTrue();
        } while (!writing.isDone());
        writing.join();
    }

    private static void write(AtomicFile file, String content) {
        try {
            file.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void only_the_owner_may_read_it() throws IOException {
        Path path = folder.resolve("report.json");
        new AtomicFile(path).write("{}");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void others_may_read_it_if_somebody_says_so() throws IOException {
        Path path = folder.resolve("report.json");
        AtomicFile file = new AtomicFile(path, PosixFilePermissions.fromString("rw-r--r--"));
        file.write("{}");
        file.write("{ }");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void what_was_left_half_written_by_another_run_is_no_obstacle() throws IOException {
        Files.writeString(folder.resolve("report.json.part"), "half of a rep");

        new AtomicFile(folder.resolve("report.json")).write("{}");

        assertThat(folder.resolve("report.json")).hasContent("{}");
    }

    @Test
    void a_link_that_somebody_planted_is_replaced_and_not_followed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "untouched");
        Path path = Files.createSymbolicLink(folder.resolve("report.json"), victim);
        Files.createSymbolicLink(folder.resolve("report.json.part"), victim);

        new AtomicFile(path).write("{}");

        assertThat(victim).hasContent("untouched");
        assertThat(Files.isSymbolicLink(path)).isFalse();
        assertThat(path).hasContent("{}");
    }

    @Test
    void a_failure_keeps_the_old_content_and_leaves_nothing_behind() throws IOException {
        Path path = folder.resolve("report.json");
        Files.createDirectories(path.resolve("child"));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new AtomicFile(path).write("{}"));
        assertThat(path.resolve("child")).isDirectory();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_path_that_cannot_be_written_is_known_before() {
        assertThat(AtomicFile.problem(folder.resolve("report.json"))).isEmpty();
        assertThat(AtomicFile.problem(folder)).isEqualTo("it is a folder");
        assertThat(AtomicFile.problem(folder.resolve("none/report.json")))
                .isEqualTo("the folder " + folder.resolve("none") + " does not exist");
    }
}
