package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.report.About;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Of the JVM that runs the tests. */
class JvmFactsTest {
    private final About about = JvmFacts.about(ScriptedAgent.options("leakAfter=5s"), true);

    @Test
    void the_process_is_this_one_on_this_machine() throws IOException {
        assertThat(about.pid).isEqualTo(ProcessHandle.current().pid());
        assertThat(about.host)
                .isEqualTo(
                        Files.readString(Path.of("/proc/sys/kernel/hostname")).trim());
        assertThat(about.java).isEqualTo(System.getProperty("java.version"));
    }

    @Test
    void the_program_is_named_without_its_arguments() {
        assertThat(about.program).isNotEmpty().doesNotContain(" ");
        assertThat(System.getProperty("sun.java.command", "unknown program")).startsWith(about.program);
    }

    @Test
    void the_JVM_started_when_its_process_did() {
        long started =
                ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();

        assertThat(about.jvmStartedMillis)
                .isLessThanOrEqualTo(about.startedMillis)
                .isBetween(
                        started - Duration.ofSeconds(2).toMillis(),
                        started + Duration.ofSeconds(2).toMillis());
    }

    @Test
    void the_options_are_those_that_were_given() {
        assertThat(about.options).hasSize(1).containsEntry("leakAfter", "5s");
        assertThat(about.leakAfterMillis).isEqualTo(5000);
        assertThat(about.attached).isTrue();
    }
}
