package io.closewait.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    @TempDir
    private Path folder;

    private RotatingFile open(long maxBytes, int formerFiles) throws IOException {
        Path file = folder.resolve("log");
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return new RotatingFile(file, maxBytes, formerFiles);
    }

    private static void write(RotatingFile file, String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
        file.flush();
    }

    private String content(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void gives_way_before_it_grows_beyond_its_size_and_splits_no_message() throws IOException {
        try (RotatingFile file = open(10, 2)) {
            write(file, "12345");
            write(file, "67890");
            write(file, "abc");
        }

        assertThat(content("log")).isEqualTo("abc");
        assertThat(content("log.1")).isEqualTo("1234567890");
    }

    @Test
    void the_oldest_goes() throws IOException {
        try (RotatingFile file = open(1, 2)) {
            write(file, "a");
            write(file, "b");
            write(file, "c");
            write(file, "d");
        }

        assertThat(content("log")).isEqualTo("d");
        assertThat(content("log.1")).isEqualTo("c");
        assertThat(content("log.2")).isEqualTo("b");
        assertThat(folder.resolve("log.3")).doesNotExist();
    }

    @Test
    void a_message_that_is_larger_than_the_size_has_a_file_of_its_own() throws IOException {
        try (RotatingFile file = open(2, 1)) {
            write(file, "larger");
            write(file, "b");
        }

        assertThat(content("log.1")).isEqualTo("larger");
        assertThat(content("log")).isEqualTo("b");
    }

    @Test
    void what_was_in_the_file_before_counts() throws IOException {
        Files.writeString(folder.resolve("log"), "12345678");
        try (RotatingFile file = open(10, 1)) {
            write(file, "abc");
        }

        assertThat(content("log.1")).isEqualTo("12345678");
    }

    @Test
    void grows_on_while_no_new_file_can_be_made() throws IOException {
        Files.createDirectories(folder.resolve("log.next").resolve("in the way"));
        try (RotatingFile file = open(2, 1)) {
            write(file, "ab");
            write(file, "cd");
        }

        assertThat(content("log")).isEqualTo("abcd");
    }

    @Test
    void goes_on_in_the_old_file_when_that_cannot_be_renamed() throws IOException {
        Files.createDirectories(folder.resolve("log.1").resolve("in the way"));
        try (RotatingFile file = open(2, 1)) {
            write(file, "ab");
            write(file, "cd");
        }

        assertThat(content("log")).isEqualTo("abcd");
        assertThat(folder.resolve("log.next")).doesNotExist();
    }

    @Test
    void its_successor_is_for_its_owner_only() throws IOException {
        try (RotatingFile file = open(1, 1)) {
            write(file, "a");
            file.write('b');
        }

        assertThat(Files.getPosixFilePermissions(folder.resolve("log"))).hasSize(2);
    }
}
