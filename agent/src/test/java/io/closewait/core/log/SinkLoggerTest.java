package io.closewait.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/** The agent's log is there once a JVM, and so it is in the JVM of these tests. */
class SinkLoggerTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void logToAFile() throws IOException {
        file = folder.resolve("closewait.log");
        LogSink.toFile(file, Long.MAX_VALUE, 1);
    }

    @AfterEach
    void logAsBefore() {
        AgentLog.level("info");
        LogSink.toStandardError();
    }

    @Test
    void a_message_has_its_arguments_and_the_stack_of_what_failed() throws IOException {
        AgentLog.logger().error("closewait: {} of {} failed", 1, 2, new IllegalStateException("why"));

        assertThat(Files.readString(file))
                .startsWith("closewait: 1 of 2 failed\njava.lang.IllegalStateException: why\n\tat ");
    }

    @Test
    void what_is_below_the_level_is_not_written() throws IOException {
        AgentLog.level("warn");

        AgentLog.logger().info("info");
        AgentLog.logger().debug("debug");
        AgentLog.logger().trace("trace");
        AgentLog.logger().warn("warn");
        AgentLog.report("a report", () -> {
            throw new AssertionError("a file of text has no use for events");
        });

        assertThat(Files.readString(file)).isEqualTo("warn\na report\n");
    }

    @Test
    void above_the_level_of_warnings_there_is_no_report() throws IOException {
        AgentLog.level("error");

        AgentLog.report("a report", () -> List.of());
        AgentLog.logger().error("error");

        assertThat(Files.readString(file)).isEqualTo("error\n");
    }

    @Test
    void a_level_holds_with_a_marker_and_without() {
        Logger logger = AgentLog.logger();
        Marker marker = new BasicMarkerFactory().getMarker("any");
        AgentLog.level("warn");

        assertThat(List.of(
                        logger.isErrorEnabled(),
                        logger.isWarnEnabled(),
                        logger.isInfoEnabled(),
                        logger.isDebugEnabled(),
                        logger.isTraceEnabled()))
                .containsExactly(true, true, false, false, false)
                .containsExactly(
                        logger.isErrorEnabled(marker),
                        logger.isWarnEnabled(marker),
                        logger.isInfoEnabled(marker),
                        logger.isDebugEnabled(marker),
                        logger.isTraceEnabled(marker));
    }

    @Test
    void a_line_is_written_at_any_level_and_nowhere_if_the_log_is_off() throws IOException {
        AgentLog.level("error");
        LogSink.line("closewait: stopped");
        LogSink.toNowhere();
        LogSink.line("closewait: unheard");

        assertThat(Files.readString(file)).isEqualTo("closewait: stopped\n");
    }

    @Test
    void the_file_is_for_its_owner_only() throws IOException {
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }
}
