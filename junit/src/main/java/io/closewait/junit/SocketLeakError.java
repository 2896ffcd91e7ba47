package io.closewait.junit;

import java.util.ArrayList;
import java.util.List;

/**
 * Sockets leak. The message is one line: how many, the verdict, the line to look at. The report follows where the error is printed
 * with its stack trace, so that a summary of all failures does not repeat it. In the place of a stack trace, which would be that of the
 * check, there are the lines to look at.
 */
public final class SocketLeakError extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Of a leak: with the message, and the line to look at in the place of a stack trace. */
    private static final int MOST_LINES = 15;

    private final String details;

    SocketLeakError(LeakReport report, List<String> openers, boolean isFull, String holders) {
        super(report.headline());
        List<String> lines = new ArrayList<>(openers);
        int ofOthers = isFull ? Integer.MAX_VALUE : MOST_LINES - 1;
        lines.addAll(report.lines(isFull ? Integer.MAX_VALUE : MOST_LINES - 2 - openers.size(), ofOthers));
        details = String.join("\n", lines) + (holders.isEmpty() ? "" : "\n" + holders);
        setStackTrace(report.linesToLookAt());
    }

    /** Who opened them, the agent's report, and who holds them if that was asked for; lines. */
    public String details() {
        return details;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message is one line, on purpose
    public String toString() {
        return super.toString() + "\n" + details;
    }
}
