package io.closewait.demo;

import java.util.Locale;

/** One fact a line on standard output, flushed, so that a reader of the pipe can wait for a line. */
final class Log {
    private final String prefix;

    private Log(String prefix) {
        this.prefix = prefix;
    }

    static Log root() {
        return new Log("demo: ");
    }

    Log of(String scenario) {
        return new Log(prefix + scenario + ": ");
    }

    @SuppressWarnings("AnnotateFormatMethod") // not worth a dependency
    void fact(String format, Object... arguments) {
        String line = prefix + String.format(Locale.ROOT, format, arguments);
        synchronized (Log.class) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
