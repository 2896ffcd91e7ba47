package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmAgeTest {
    @TempDir
    Path proc;

    private void kernelSays(String uptime, long startTicks) throws IOException {
        started("self", startTicks);
        Files.writeString(proc.resolve("uptime"), uptime + " 123.45\n");
    }

    private void started(String folder, long ticks) throws IOException {
        Files.createDirectories(proc.resolve(folder));
        Files.writeString(
                proc.resolve(folder).resolve("stat"),
                "4711 (my) (java 7) S 1 4711 1 0 -1 4194560 9 0 0 0 12 5 0 0 20 0 30 0 " + ticks + " 99 88\n");
    }

    @Test
    void it_is_what_the_JVM_itself_says() {
        assertThat(JvmAge.millis("/proc"))
                .isCloseTo(ManagementFactory.getRuntimeMXBean().getUptime(), Offset.offset(2_000L));
    }

    @Test
    void a_script_that_became_the_JVM_does_not_count() throws IOException {
        kernelSays("1000.50", 90_000);
        started("self/task/4711", 90_000);
        started("self/task/5001", 99_100);
        started("self/task/5000", 99_000);
        Files.createDirectories(proc.resolve("self/task/5002"));

        assertThat(JvmAge.millis(proc.toString())).isEqualTo(10_500);
    }

    @Test
    void a_JVM_whose_script_waited_says_its_own_age() throws Exception {
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "sleep 4; exec \"$0\" -cp \"$1\" io.closewait.core.JvmAgeTest",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] ages = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .split(" ", 2);

        assertThat(Long.parseLong(ages[0])).isCloseTo(Long.parseLong(ages[1]), Offset.offset(2_000L));
    }

    /** Prints what the agent would say of this JVM's age, and what the JVM says. */
    public static void main(String[] args) {
        System.out.println(JvmAge.millis("/proc") + " "
                + ManagementFactory.getRuntimeMXBean().getUptime());
    }

    @Test
    void a_command_s_name_with_blanks_and_parentheses_is_read_over() throws IOException {
        kernelSays("1000.50", 90_000);

        assertThat(JvmAge.millis(proc.toString())).isEqualTo(100_500);
    }

    @Test
    void a_process_older_than_its_machine_has_no_known_age() throws IOException {
        kernelSays("10.00", 90_000);

        assertThat(JvmAge.millis(proc.toString())).isZero();
    }

    @Test
    void a_hidden_proc_tells_no_age() {
        assertThat(JvmAge.millis(proc + "/hidden")).isZero();
    }
}
