package io.closewait.core;

import io.closewait.core.log.AgentLog;
import io.closewait.core.log.LogSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the agent's log, which is there once a JVM, written to a file while a test runs. */
final class LogCapture implements BeforeEachCallback, AfterEachCallback {
    private Path file = Path.of("none yet");

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        file = Files.createTempFile("closewait", ".log");
        LogSink.toFile(file, Long.MAX_VALUE, 1);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        LogSink.asJson(false);
        AgentLog.level("info");
        LogSink.toStandardError();
        Files.delete(file);
    }

    String text() throws IOException {
        return Files.readString(file);
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }
}
