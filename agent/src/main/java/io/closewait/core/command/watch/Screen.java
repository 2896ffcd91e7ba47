package io.closewait.core.command.watch;

import io.closewait.core.report.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;

/** Where the view is shown: a terminal, which is redrawn, or a file or pipe, where one block follows the other. */
public final class Screen implements AutoCloseable {
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR = ESCAPE + "2J";
    private static final String HOME = ESCAPE + "H";
    private static final String CLEAR_LINE_END = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";
    /** Long lines are cut off by the terminal, at whatever width it has. */
    private static final String WITHOUT_WRAP_AND_CURSOR = ESCAPE + "?7l" + ESCAPE + "?25l";

    private static final String WITH_WRAP_AND_CURSOR = ESCAPE + "?7h" + ESCAPE + "?25h";

    private final PrintStream out;
    private final boolean isTerminal;
    private boolean isEmpty = true;

    Screen(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** The screen on standard output, which gets its own settings back even after Ctrl-C. */
    public static Screen open(PrintStream standardOutput) {
        Screen screen = new Screen(standardOutput, isTerminal());
        if (screen.isTerminal) {
            Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "closewait-screen"));
        }
        return screen;
    }

    /** Not {@code System.console()}: since JDK 22 that one is there without a terminal too. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Paths.get("/proc/self/fd/1")).toString();
            return target.matches("/dev/(pts/|tty|console).*") && !"dumb".equals(System.getenv("TERM"));
        } catch (IOException | UnsupportedOperationException notTold) {
            return false;
        }
    }

    /** Shows the lines in the place of the former ones; false if nobody reads any more. */
    public synchronized boolean show(List<String> lines) {
        StringBuilder block = new StringBuilder();
        if (isTerminal) {
            block.append(isEmpty ? WITHOUT_WRAP_AND_CURSOR + CLEAR : "").append(HOME);
            for (String line : lines) {
                block.append(Printable.line(line)).append(CLEAR_LINE_END).append('\n');
            }
            block.append(CLEAR_BELOW);
        } else {
            block.append(isEmpty ? "" : "\n");
            for (String line : lines) {
                block.append(Printable.line(line)).append('\n');
            }
        }
        isEmpty = false;
        out.print(block);
        return !out.checkError();
    }

    @Override
    public synchronized void close() {
        if (isTerminal && !isEmpty) {
            out.print(WITH_WRAP_AND_CURSOR);
            out.flush();
            isEmpty = true;
        }
    }
}
