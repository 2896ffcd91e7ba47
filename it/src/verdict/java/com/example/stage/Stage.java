package com.example.stage;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What all programs have in common beside what they do with sockets. */
public final class Stage {
    private static final int LONGEST_SECONDS = 120;

    private Stage() {}

    /** Says that everything is in place, and stays until standard input ends, at most two minutes. */
    public static void hold() throws IOException {
        Thread limit = new Thread(Stage::endAfterAll, "limit");
        limit.setDaemon(true);
        limit.start();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // until the one who started this ends
        }
        Runtime.getRuntime().halt(0);
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
