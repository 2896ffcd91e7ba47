package io.closewait.core.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Writes text as it is, each message and its line break at once. */
final class StreamWriter implements LineWriter {
    private final OutputStream stream;

    StreamWriter(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(Level level, String text, @Nullable String json) throws IOException {
        stream.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
