package io.closewait.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggerFileTest {
    @TempDir
    private Path folder;

    @Test
    void each_appearance_of_the_file_asks_once() throws IOException {
        Path path = folder.resolve("report-now");
        TriggerFile trigger = new TriggerFile(path);
        assertThat(trigger.isPulled()).isFalse();

        Files.createFile(path);
        assertThat(trigger.isPulled()).isTrue();
        assertThat(path).doesNotExist();
        assertThat(trigger.isPulled()).isFalse();

        Files.createFile(path);
        assertThat(trigger.isPulled()).isTrue();
    }

    @Test
    void what_cannot_be_deleted_asks_once_for_each_time_that_it_is_written() throws IOException {
        Path path = Files.createDirectory(folder.resolve("not-empty"));
        Files.createFile(path.resolve("inside"));
        TriggerFile trigger = new TriggerFile(path);

        assertThat(trigger.isPulled()).isTrue();
        assertThat(trigger.isPulled()).isFalse();
        Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000));
        assertThat(trigger.isPulled()).isTrue();
    }
}
