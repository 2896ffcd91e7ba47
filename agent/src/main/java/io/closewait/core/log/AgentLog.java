package io.closewait.core.log;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * The agent's logger. Made here and not looked up: SLF4J's look-up obeys the application's system property
 * {@code slf4j.provider}, which names a class that only the application has.
 */
public final class AgentLog {
    static final String NAME = "closewait";

    private static final Logger LOGGER = new SinkLogger(NAME);

    private AgentLog() {}

    public static Logger logger() {
        return LOGGER;
    }

    /**
     * A report, as a warning.
     *
     * @param events the same for programs, the whole before its parts; asked for only if the log takes it
     */
    public static void report(String text, Supplier<List<LogEvent>> events) {
        if (LOGGER.isWarnEnabled()) {
            LogSink.message(Level.WARN, text, LogSink.takesEvents() ? events.get() : Collections.emptyList());
        }
    }

    /** Messages below this level are dropped; one of {@code error}, {@code warn}, {@code info}, {@code debug}. */
    public static void level(String name) {
        SinkLogger.threshold(Level.valueOf(name.toUpperCase(Locale.ROOT)));
    }
}
