package io.closewait.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class OpenPathsTest {
    private final OpenPaths paths = new OpenPaths();

    @Test
    void a_file_that_is_open_many_times_is_named() {
        for (int i = 0; i < 7; i++) {
            paths.add("/data/prices.csv");
        }
        paths.add("/data/once");

        assertThat(paths.most()).containsExactly(entry("/data/prices.csv", 7));
    }

    @Test
    void of_many_files_that_are_open_once_their_folder_is_named() {
        for (int i = 0; i < 5000; i++) {
            paths.add("/data/upload-" + i);
        }

        assertThat(paths.most()).containsExactly(entry("/data/*", 5000));
    }

    @Test
    void sockets_and_pipes_are_no_files() {
        paths.add("socket:[1]");
        paths.add("socket:[1]");
        paths.add("pipe:[2]");
        paths.add("pipe:[2]");

        assertThat(paths.most()).isEmpty();
    }

    @Test
    void at_most_five_are_named_and_those_with_most_descriptors_first() {
        for (int file = 1; file <= 9; file++) {
            for (int i = 0; i <= file + 1; i++) {
                paths.add("/data/" + file);
            }
        }

        assertThat(paths.most().keySet()).containsExactly("/data/9", "/data/8", "/data/7", "/data/6", "/data/5");
    }
}
