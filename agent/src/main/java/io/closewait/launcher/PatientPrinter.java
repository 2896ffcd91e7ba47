package io.closewait.launcher;

import java.io.PrintStream;

/** Prints a line on a thread of its own: nobody may be reading the other end of the stream, and the application must start. */
final class PatientPrinter implements Runnable {
    private static final long PATIENCE_MILLIS = 1000;

    private final PrintStream stream;
    private final String line;

    private PatientPrinter(PrintStream stream, String line) {
        this.stream = stream;
        this.line = line;
    }

    /** Returns when the line is printed, or when that takes longer than a moment. */
    static void print(PrintStream stream, String line) throws InterruptedException {
        Thread thread = new Thread(null, new PatientPrinter(stream, line), "closewait-log");
        thread.setDaemon(true);
        thread.start();
        thread.join(PATIENCE_MILLIS);
    }

    @Override
    public void run() {
        stream.println(line);
    }
}
