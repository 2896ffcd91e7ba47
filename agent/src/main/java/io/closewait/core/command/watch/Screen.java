package io.closewait.core.command.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.report.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final Supplier<TerminalSize> size;

    @GuardedBy("this")
    private boolean isEmpty = true;

    /** In a file or pipe. */
    Screen(PrintStream out) {
        this.out = out;
        this.isTerminal = false;
        this.size = () -> TerminalSize.UNLIMITED;
    }

    /** In a terminal. */
    Screen(PrintStream out, Supplier<TerminalSize> size) {
        this.out = out;
        this.isTerminal = true;
        this.size = size;
    }

    /** The screen on standard output, which gets its own settings back even after Ctrl-C. */
    public static Screen open(PrintStream standardOutput) {
        String device = terminal();
        if (device == null) {
            return new Screen(standardOutput);
        }
        Screen screen = new Screen(standardOutput, () -> TerminalSize.of(device));
        Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "closewait-screen"));
        return screen;
    }

    /** Its device, null if there is none. Not {@code System.console()}: since JDK 22 that one is there without a terminal too. */
    private static @Nullable String terminal() {
        try {
            String target = Files.readSymbolicLink(Paths.get("/proc/self/fd/1")).toString();
            boolean isTerminal = target.matches("/dev/(pts/|tty|console).*") && !"dumb".equals(System.getenv("TERM"));
            return isTerminal ? target : null;
        } catch (IOException | UnsupportedOperationException notTold) {
            return null;
        }
    }

    /** How much there is room for now. */
    TerminalSize size() {
        return size.get();
    }

    /** Shows what fits, in the place of what was shown before; false if nobody reads any more. */
    public synchronized boolean show(WatchView view, Snapshot snapshot) {
        TerminalSize room = size();
        return show(view.lines(snapshot, room), room);
    }

    /** The first lines, if there is no room for all: what stands first says most. */
    synchronized boolean show(List<String> lines, TerminalSize room) {
        StringBuilder block = new StringBuilder();
        if (isTerminal) {
            block.append(isEmpty ? WITHOUT_WRAP_AND_CURSOR + CLEAR : "").append(HOME);
            List<String> shown = lines.subList(0, Math.min(lines.size(), room.rows));
            for (int i = 0; i < shown.size(); i++) {
                // No line break behind the last one, which would move the first one out of a window that is full.
                block.append(i == 0 ? "" : "\n")
                        .append(Printable.line(shown.get(i)))
                        .append(CLEAR_LINE_END);
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
            out.print(WITH_WRAP_AND_CURSOR + "\n");
            out.flush();
            isEmpty = true;
        }
    }
}
