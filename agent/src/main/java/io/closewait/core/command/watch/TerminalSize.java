package io.closewait.core.command.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/** How much a terminal shows. A value. */
final class TerminalSize {
    /** Of a file or a pipe. */
    static final TerminalSize UNLIMITED = new TerminalSize(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final TerminalSize USUAL = new TerminalSize(24, 80);
    private static final int ANSWERS_WITHIN_SECONDS = 1;

    final int rows;
    final int columns;

    TerminalSize(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Of a terminal by its device, as {@code stty} tells: Java does not. It changes when somebody pulls at the window. */
    static TerminalSize of(String device) {
        try {
            Process stty = new ProcessBuilder("stty", "-F", device, "size").start();
            try (InputStream answer = stty.getInputStream();
                    Scanner numbers = new Scanner(answer, StandardCharsets.US_ASCII.name())) {
                if (stty.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS) && stty.exitValue() == 0) {
                    TerminalSize size = new TerminalSize(numbers.nextInt(), numbers.nextInt());
                    return size.rows > 0 && size.columns > 0 ? size : USUAL;
                }
            } finally {
                stty.destroy();
            }
        } catch (IOException | RuntimeException notTold) {
            // as most terminals are
        } catch (InterruptedException goOn) {
            Thread.currentThread().interrupt();
        }
        return USUAL;
    }
}
