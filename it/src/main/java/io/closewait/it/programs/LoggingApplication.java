package io.closewait.it.programs;

import java.io.IOException;
import org.slf4j.LoggerFactory;

/** Logs a line of its own, and then does as {@link PeersLeave}. */
public final class LoggingApplication {
    private LoggingApplication() {}

    public static void main(String[] arguments) throws IOException {
        LoggerFactory.getLogger(LoggingApplication.class).info("begins its work");
        PeersLeave.main(arguments);
    }
}
