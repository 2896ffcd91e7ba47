package io.closewait.it.programs.fault;

import io.closewait.it.programs.Waiting;
import java.io.IOException;

/** Leaks, and trades in its shutdown hooks, one of which takes two seconds. */
public final class ShutdownHooks {
    private ShutdownHooks() {}

    public static void main(String[] arguments) throws IOException {
        Shop shop = new Shop();
        for (int i = 0; i < 3; i++) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> trade(shop), "trade-" + i));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownHooks::sleep, "slow"));
        shop.forget(Errands.FORGOTTEN);
        System.out.println("forgot " + Errands.FORGOTTEN);
        Waiting.forTheTest();
        System.exit(Errands.EXIT_CODE);
    }

    private static void trade(Shop shop) {
        try {
            System.out.println("traded at the end " + shop.trade(100));
        } catch (IOException e) {
            System.out.println("failed at the end " + e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(2_000);
            System.out.println("slept at the end");
        } catch (InterruptedException e) {
            System.out.println("interrupted at the end");
        }
    }
}
