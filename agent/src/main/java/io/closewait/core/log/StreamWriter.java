package io.closewait.core.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.event.Level;

/** Writes text as it is, or as JSON if the {@link LogSink} wants that: each message and its line break at once. */
final class StreamWriter implements LineWriter {
    private final OutputStream stream;

    StreamWriter(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(Level level, String text, List<LogEvent> events) throws IOException {
        String line = LogSink.isJson() ? JsonLine.of(level, text, events) : text;
        stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
