package io.closewait.core.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Where a {@link LogTarget} writes; used by the target's thread only, which may have to wait for it. */
interface LineWriter {
    /**
     * Writes one message, which may have several lines.
     *
     * @param json the same for programs, where there is such a form
     */
    void write(Level level, String text, @Nullable String json) throws IOException;

    void close() throws IOException;
}
