package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.log.AgentLog;
import io.closewait.core.log.LogSink;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where the options send the log, and what is said of files that cannot be written. */
class OutputsTest {
    private final Instrumentation instrumentation = Instrumentations.loaded();

    @TempDir
    private Path folder;

    @RegisterExtension
    private final LogCapture before = new LogCapture();

    private void open(String options) {
        Outputs.open(ScriptedAgent.options(options), instrumentation);
    }

    private void reopen(String from, String to) {
        Outputs.reopen(ScriptedAgent.options(from), ScriptedAgent.options(to), instrumentation);
    }

    @Test
    void the_log_is_written_to_the_file_of_the_option() throws IOException {
        open("log=" + folder.resolve("agent.log"));

        LogSink.line("closewait: here");

        assertThat(folder.resolve("agent.log")).hasContent("closewait: here");
        assertThat(before.text()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_written_is_complained_about_where_the_options_were_given() throws IOException {
        open("log=" + folder.resolve("agent.log") + ",json=" + folder.resolve("none/a.json"));

        assertThat(before.lines())
                .containsExactly("closewait: option json='" + folder.resolve("none/a.json")
                        + "' cannot be written: the folder " + folder.resolve("none")
                        + " does not exist; going on without that file");
        assertThat(folder.resolve("agent.log")).isEmptyFile();
    }

    @Test
    void a_log_that_is_off_is_nowhere() throws IOException {
        open("log=off");

        LogSink.line("closewait: unheard");

        assertThat(before.text()).isEmpty();
    }

    @Test
    void a_log_file_that_cannot_be_opened_does_not_keep_the_agent_from_going_on() throws IOException {
        open("log=" + folder.resolve("none/agent.log"));

        LogSink.line("closewait: on standard error");

        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(before.text()).isEmpty();
    }

    @Test
    void the_level_and_the_format_are_the_options() throws IOException {
        Path file = folder.resolve("agent.log");
        open("logLevel=warn,logFormat=json,log=" + file);

        AgentLog.logger().info("info");
        AgentLog.logger().warn("warn");

        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"warn\"");
    }

    @Test
    void the_log_gives_way_to_a_new_file_at_the_size_of_the_option() {
        Path file = folder.resolve("agent.log");
        open("logSize=10,logFiles=1,log=" + file);

        LogSink.line("12345678");
        LogSink.line("abc");

        assertThat(file).hasContent("abc");
        assertThat(folder.resolve("agent.log.1")).hasContent("12345678");
    }

    @Test
    void a_log_that_stays_the_same_is_not_opened_anew() throws IOException {
        Path file = folder.resolve("agent.log");
        open("log=" + file);
        Files.delete(file);

        reopen("log=" + file, "logLevel=warn,log=" + file);

        AgentLog.logger().info("info");
        assertThat(file).as("the former one is still written to").doesNotExist();
    }

    @Test
    void changed_options_are_checked_although_the_log_stays_the_same() throws IOException {
        reopen("", "html=" + folder);

        assertThat(before.text()).contains("option html='" + folder + "' cannot be written: it is a folder");
    }

    @Test
    void another_log_is_opened() {
        reopen("log=off", "log=" + folder.resolve("agent.log"));

        LogSink.line("closewait: here");

        assertThat(folder.resolve("agent.log")).hasContent("closewait: here");
    }

    @Test
    void the_applications_log_is_standard_error_until_there_is_one() throws IOException {
        open("log=slf4j");

        LogSink.line("closewait: on standard error");

        assertThat(before.text()).isEmpty();
    }
}
