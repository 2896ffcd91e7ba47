package io.closewait.it.verdict.programs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** What all programs have in common beside what they do with sockets. */
final class Stage {
    private static final int LONGEST_SECONDS = 120;

    private Stage() {}

    /** Says that everything is in place, stays until standard input ends, at most two minutes, and ends the JVM. */
    static void hold() throws IOException {
        Thread limit = new Thread(Stage::endAfterAll, "limit");
        limit.setDaemon(true);
        limit.start();
        System.out.println("ready");
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void endAfterAll() {
        try {
            TimeUnit.SECONDS.sleep(LONGEST_SECONDS);
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
