package io.closewait.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Report;
import io.closewait.core.diagnose.Report.Reason;
import io.closewait.core.library.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OptionFilesTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final LogCapture log = new LogCapture();

    private Report reportWith(String options) {
        ScriptedAgent agent = new ScriptedAgent(folder, options);
        agent.leak(7, "buy");
        return agent.reporter.reports().make(Reason.REQUEST, false);
    }

    @Test
    void the_leaks_of_an_earlier_report_are_known() throws IOException {
        ScriptedAgent earlier = new ScriptedAgent(folder, "");
        earlier.leak(7, "buy");
        Path baseline = folder.resolve("earlier.json");
        Files.writeString(
                baseline,
                earlier.reporter.publisher().json(earlier.reporter.reports().make(Reason.REQUEST, false)));

        Report report = reportWith("baseline=" + baseline);

        assertThat(report.leaks).isEmpty();
        assertThat(report.known).extracting(group -> group.count).containsExactly(1);
        assertThat(log.text()).isEmpty();
    }

    @Test
    void a_baseline_that_is_no_report_is_said_and_every_leak_counts_as_new() throws IOException {
        Path baseline = Files.writeString(folder.resolve("earlier.json"), "{}");

        Report report = reportWith("baseline=" + baseline);

        assertThat(report.leaks).extracting((LeakGroup group) -> group.count).containsExactly(1);
        assertThat(log.text())
                .startsWith("closewait: option baseline='" + baseline + "' cannot be used (")
                .endsWith("it is not a closewait report); every leak counts as new\n");
    }

    @Test
    void a_users_libraries_are_added_to_the_known_ones() throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.json"), "[{\"name\": \"Mine\", \"packages\": [\"com.acme.pool.\"]}]");

        Libraries libraries = OptionFiles.libraries(ScriptedAgent.options("libraryFile=" + file));

        assertThat(log.text()).isEmpty();
        assertThat(libraries.of("com.acme.pool.Pool")).isNotNull();
        assertThat(libraries.of("redis.clients.jedis.Jedis")).isNotNull();
    }

    @Test
    void a_file_of_libraries_that_cannot_be_used_is_said_and_the_known_ones_stay() throws IOException {
        Path file = folder.resolve("none.json");

        Libraries libraries = OptionFiles.libraries(ScriptedAgent.options("libraryFile=" + file));

        assertThat(libraries.all()).hasSameSizeAs(Libraries.bundled().all());
        assertThat(log.text()).startsWith("closewait: option libraryFile='" + file + "' cannot be used: ");
    }

    @Test
    void without_files_there_is_nothing_to_say() throws IOException {
        assertThat(reportWith("").leaks).hasSize(1);
        assertThat(OptionFiles.libraries(ScriptedAgent.options("")).all())
                .hasSameSizeAs(Libraries.bundled().all());
        assertThat(log.text()).isEmpty();
    }
}
