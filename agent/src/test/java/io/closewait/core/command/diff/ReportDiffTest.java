package io.closewait.core.command.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportDiffTest {
    @TempDir
    private Path folder;

    private int written;

    @Test
    void the_same_leaks_are_no_news() throws IOException {
        ReportDiff diff = diff(report(leak("aa", "never closed", 3)), report(leak("aa", "never closed", 3)));

        assertThat(diff.isWorse()).isFalse();
        assertThat(diff.lines())
                .hasSize(3)
                .first()
                .isEqualTo("closewait: sites: 0 new, 0 grown, 0 shrunk, 0 gone, 1 unchanged, 0 accepted;"
                        + " sockets: 3 -> 3");
    }

    @Test
    void new_and_grown_sites_are_worse_and_come_first() throws IOException {
        ReportDiff diff = diff(
                report(leak("gone", "stuck", 1), leak("less", "never closed", 9), leak("more", "never closed", 3)),
                report(leak("less", "never closed", 8), leak("more", "never closed", 5), leak("new", "abandoned", 2)));

        assertThat(diff.isWorse()).isTrue();
        assertThat(diff.lines())
                .containsSubsequence(
                        "new      +2 (0 -> 2)  abandoned; connected, java.net.Socket",
                        "  look at  com.example.Client.open(Client.java:7)",
                        "grown    +2 (3 -> 5)  never closed; connected, java.net.Socket",
                        "shrunk   -1 (9 -> 8)  never closed; connected, java.net.Socket",
                        "gone     -1 (1 -> 0)  stuck; connected, java.net.Socket");
    }

    @Test
    void fewer_leaks_are_not_worse() throws IOException {
        ReportDiff diff = diff(report(leak("aa", "stuck", 2), leak("bb", "stuck", 2)), report(leak("aa", "stuck", 1)));

        assertThat(diff.isWorse()).isFalse();
    }

    @Test
    void a_site_stays_the_same_when_its_verdict_changes() throws IOException {
        ReportDiff diff = diff(
                report(leak("aa", "never closed", 3)),
                report(leak("aa", "never closed", 1), leak("aa", "abandoned", 3)));

        assertThat(diff.lines())
                .contains("grown    +1 (3 -> 4)  3 abandoned, 1 never closed (was: never closed); connected,"
                        + " java.net.Socket");
    }

    @Test
    void what_an_option_of_the_agent_accepts_is_not_held_against_it() throws IOException {
        String accepted = report("[]", "[" + leak("aa", "never closed", 5) + "]", "[]", 0);

        assertThat(diff(report(leak("aa", "never closed", 3)), accepted).isWorse())
                .isFalse();
        assertThat(diff(accepted, report(leak("aa", "never closed", 5))).isWorse())
                .as("no more than before")
                .isFalse();
    }

    @Test
    void backlogs_and_sockets_of_unknown_origin_count_too() throws IOException {
        ReportDiff diff = diff(
                report("[]", "[]", "[{'port': 8080, 'count': 1}]", 2),
                report("[]", "[]", "[{'port': 8080, 'count': 1}, {'port': 8081, 'count': 4}]", 5));

        assertThat(diff.isWorse()).isTrue();
        assertThat(diff.lines())
                .contains("new      +4 (0 -> 4)  never accepted; in the backlog of port 8081")
                .anyMatch(line -> line.startsWith("grown    +3 (2 -> 5)  unknown origin; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'format': 'closewait-report', 'version': 2} | has version 2 of the report format, this closewait reads up",
                "{'format': 'another', 'version': 1} | is not a closewait report",
                "[] | is not a closewait report",
                "`` | is not a closewait report",
                "{'format': | it is not JSON",
                "{'format': 'closewait-report', 'version': 1} | a field of a closewait report is missing",
                "{'format': 'closewait-report', 'version': 'x'} | a field of a closewait report is missing"
            })
    void another_file_is_wrong_usage(String content, String expected) throws IOException {
        Path file = write(content);

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> ReportFile.read(file))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(expected)
                .extracting(CommandFailure::exitCode)
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_missing_file_and_a_folder_are_wrong_usage() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> ReportFile.read(folder.resolve("none.json")))
                .withMessageEndingWith("there is no such file");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> ReportFile.read(folder))
                .withMessageEndingWith("Is a directory");
    }

    private ReportDiff diff(String earlier, String later) throws IOException {
        return ReportDiff.between(ReportFile.read(write(earlier)), ReportFile.read(write(later)));
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("report" + written++ + ".json"), json.replace('\'', '"'));
    }

    private static String report(String... leaks) {
        return report("[" + String.join(",", leaks) + "]", "[]", "[]", 0);
    }

    private static String report(String leaks, String known, String neverAccepted, int unknownOrigin) {
        return """
                {"format": "closewait-report", "version": 1, "generated": "2026-01-01T00:00:00.000Z",
                 "jvm": {"pid": 1, "program": "app.jar"}, "totals": {"unknownOrigin": %d},
                 "leaks": %s, "known": %s, "neverAccepted": %s}
                """.formatted(unknownOrigin, leaks, known, neverAccepted);
    }

    private static String leak(String fingerprint, String title, int count) {
        return """
                {"fingerprint": "%s", "title": "%s", "count": %d, "direction": "connected",
                 "transport": "java.net.Socket", "lookAt": "com.example.Client.open(Client.java:7)"}
                """.formatted(fingerprint, title, count);
    }
}
