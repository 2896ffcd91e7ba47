package io.closewait.it.programs.fault;

import java.io.IOException;

/** Interrupts all threads of its group, as some containers do with what an application has left behind. */
public final class GroupInterrupted {
    private GroupInterrupted() {}

    public static void main(String[] arguments) throws IOException {
        Shop shop = new Shop();
        System.out.println("traded " + shop.trade(200));
        long end = System.nanoTime() + 2_000_000_000L;
        while (System.nanoTime() < end) {
            Thread.currentThread().getThreadGroup().interrupt();
            Thread.interrupted();
        }
        System.out.println("threads of the group: "
                + Thread.currentThread().getThreadGroup().activeCount());
        Errands.finish(shop);
    }
}
