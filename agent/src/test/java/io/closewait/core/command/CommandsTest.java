package io.closewait.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.command.outcome.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    /** Above the highest that a Linux kernel gives out. */
    private static final String NO_PID = "999999999";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Commands.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                       | a command is missing: attach, list, report, watch or diff; see",
                "atach 1                | unknown command 'atach', did you mean 'attach'?",
                "frobnicate             | unknown command 'frobnicate': there are attach, list, report, watch, diff, help",
                "help repport           | unknown command 'repport', did you mean 'report'?",
                "--versoin              | unknown option '--versoin', did you mean '--version'?",
                "attach                 | attach needs PID: 'list' shows the JVMs; see",
                "attach one             | 'one' is not a process ID such as 4711: 'list' shows those of the JVMs; see",
                "watch leakAfter=5s     | 'leakAfter=5s' is not a process ID",
                "report 1 --jsn         | report has no option '--jsn', did you mean '--json'?",
                "report 1 --html=x --wrong | report has no option '--wrong'; see",
                "list 1                 | list takes no argument '1'; see",
                "report 1 --json --html x | --json, --html=FILE exclude each other: give one of them; see",
                "watch 1 --every 5      | '5' is not a duration such as 500ms, 60s, 5m or 2h",
                "watch 1 --every 5ms    | 5ms is too short for --every: the shortest is 100ms",
                "report 1 --html /nonexistent/x.html | the folder /nonexistent does not exist",
                "diff a.json            | diff needs B.json; see"
            })
    void wrong_usage_is_said_in_a_line(@Nullable String line, String expected) {
        assertThat(run(line == null ? new String[0] : line.split(" +"))).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).startsWith("closewait: ").contains(expected);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "leekAfter=1s | unknown option 'leekAfter', did you mean 'leakAfter'?",
                "leakAfter=1x | option leakAfter='1x' is not a duration such as 500ms, 60s, 5m or 2h",
                "colour=blue | unknown option 'colour': 'help' lists all of them",
                "enabled=false | enabled=false stops the agent: it cannot be combined with other options"
            })
    void options_are_checked_before_anything_else(String option, String expected) {
        assertThat(run("attach", NO_PID, "interval=1s", option)).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).startsWith("closewait: " + expected).doesNotContain("using");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attach", "report", "watch"})
    void a_pid_without_process_is_said_to_be_one(String command) {
        assertThat(run(command, NO_PID)).isEqualTo(ExitCode.NO_PROCESS.number());
        assertThat(err.toString()).startsWith("closewait: no process " + NO_PID + " here");
    }

    @Test
    void a_process_that_is_not_a_JVM_survives_the_attempt() throws IOException {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(run("attach", Long.toString(sleep.pid()))).isEqualTo(ExitCode.NOT_A_JVM.number());
            assertThat(err.toString()).isEqualToIgnoringNewLines("closewait: process " + sleep.pid() + " is not a JVM");
            assertThat(sleep.isAlive()).isTrue();
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void a_version_is_printed() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("closewait \\d\\S*\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attach", "list", "report", "watch", "diff"})
    void every_command_has_help(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: java -jar closewait-agent.jar " + command);
    }

    @Test
    void the_help_of_a_command_is_about_that_command() {
        assertThat(run("diff", "--help")).isZero();
        assertThat(out.toString()).doesNotContain("Exit codes");
    }

    @Test
    void the_options_of_an_attach_are_listed_without_attaching() {
        assertThat(run("attach", NO_PID, "help")).isZero();
        assertThat(out.toString()).contains("  leakAfter ");
    }

    @ParameterizedTest
    @EnumSource
    void every_exit_code_is_in_the_help_and_in_the_document(ExitCode code) throws IOException {
        Path document = Path.of(System.getProperty("closewait.project"), "docs", "command-line.md");

        assertThat(run("--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " ")).contains(code.number() + " " + code.meaning());
        assertThat(Files.readString(document)).contains("| " + code.number() + " | " + code.meaning() + " |");
    }
}
