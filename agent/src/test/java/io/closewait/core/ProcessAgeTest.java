package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessAgeTest {
    @TempDir
    Path proc;

    private void kernelSays(String uptime, long startTicks) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(
                proc.resolve("self/stat"),
                "4711 (my) (java 7) S 1 4711 1 0 -1 4194560 9 0 0 0 12 5 0 0 20 0 30 0 " + startTicks + " 99 88\n");
        Files.writeString(proc.resolve("uptime"), uptime + " 123.45\n");
    }

    @Test
    void it_is_what_the_JVM_itself_says() {
        assertThat(ProcessAge.millis("/proc"))
                .isCloseTo(ManagementFactory.getRuntimeMXBean().getUptime(), Offset.offset(10_000L));
    }

    @Test
    void a_command_s_name_with_blanks_and_parentheses_is_read_over() throws IOException {
        kernelSays("1000.50", 90_000);

        assertThat(ProcessAge.millis(proc.toString())).isEqualTo(100_500);
    }

    @Test
    void a_process_older_than_its_machine_has_no_known_age() throws IOException {
        kernelSays("10.00", 90_000);

        assertThat(ProcessAge.millis(proc.toString())).isZero();
    }

    @Test
    void a_hidden_proc_tells_no_age() {
        assertThat(ProcessAge.millis(proc + "/hidden")).isZero();
    }
}
