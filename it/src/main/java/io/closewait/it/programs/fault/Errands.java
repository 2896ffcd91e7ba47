package io.closewait.it.programs.fault;

import io.closewait.it.programs.Waiting;
import java.io.IOException;

/**
 * Trades, forgets three connections, waits for the test, closes all, and ends with exit code 7. With the argument {@code quiet}
 * it writes nothing to standard error.
 */
public final class Errands {
    /** How many connections are forgotten. */
    public static final int FORGOTTEN = 3;

    /** The exit code. */
    public static final int EXIT_CODE = 7;

    private Errands() {}

    public static void main(String[] arguments) throws IOException {
        Shop shop = new Shop();
        System.out.println("traded " + shop.trade(200));
        if (arguments.length == 0) {
            System.err.println("an error of the application's own");
        }
        finish(shop);
    }

    /** As {@link #finish}: of more than 2,000 connections a second not each leaves its stack (docs/limits.md). */
    static void finishAfterFlood(Shop shop) throws IOException, InterruptedException {
        Thread.sleep(1_000);
        finish(shop);
    }

    /** What other programs do after their own part: forget connections, wait for the test, close all. */
    static void finish(Shop shop) throws IOException {
        shop.forget(FORGOTTEN);
        System.out.println("forgot " + FORGOTTEN);
        Waiting.forTheTest();
        shop.close();
        System.out.println("closed");
        System.exit(EXIT_CODE);
    }
}
