package io.closewait.core.log;

import java.io.IOException;
import java.util.List;
import org.slf4j.event.Level;

/** Where a {@link LogTarget} writes; used by the target's thread only, which may have to wait for it. */
interface LineWriter {
    /**
     * Writes one message, which may have several lines.
     *
     * @param events the same for programs: the whole, then its parts; empty where the text is all
     */
    void write(Level level, String text, List<LogEvent> events) throws IOException;

    void close() throws IOException;
}
