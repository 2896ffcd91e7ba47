package io.closewait.it.programs.fault;

import io.closewait.it.programs.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades while no memory is left, for three seconds, and again when there is some. An error that nobody catches would end the
 * program, as in applications that rather start anew.
 */
public final class EndOfHeap {
    private static final long NANOS = 3_000_000_000L;

    private EndOfHeap() {}

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) -> Runtime.getRuntime().halt(99));
        Shop shop = new Shop();
        System.out.println("traded " + shop.trade(200));
        Waiting.forTheTest(); // until the agent has started
        boolean hasFailed = trade(shop) > 0;
        System.gc(); // before anything needs memory again
        System.out.println("errors: " + hasFailed);
        System.out.println("traded " + shop.trade(200));
        Errands.finish(shop);
    }

    private static int trade(Shop shop) {
        List<byte[]> hoard = new ArrayList<>(1_000_000);
        int errors = 0;
        long end = System.nanoTime() + NANOS;
        int size = 1 << 16;
        while (System.nanoTime() < end) {
            try {
                while (size >= 16) {
                    try {
                        hoard.add(new byte[size]);
                    } catch (OutOfMemoryError smaller) {
                        errors++;
                        size /= 4;
                    }
                }
                shop.trade(2);
            } catch (OutOfMemoryError | IOException expected) {
                errors++;
            }
            for (int i = 0; i < 20 && !hoard.isEmpty(); i++) {
                hoard.remove(hoard.size() - 1);
            }
            size = 1 << 10;
        }
        hoard.clear();
        return errors;
    }
}
