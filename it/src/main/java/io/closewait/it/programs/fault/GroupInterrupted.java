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
        System.out.println("others in the group: " + others());
        Errands.finish(shop);
    }

    /** Threads of the group that are neither this one nor the shop's, of which there are as many as it needed. */
    private static int others() {
        Thread[] threads = new Thread[100];
        int count = Thread.currentThread().getThreadGroup().enumerate(threads);
        int others = 0;
        for (int i = 0; i < count; i++) {
            boolean isOurs =
                    threads[i] == Thread.currentThread() || threads[i].getName().equals("shop");
            others += isOurs ? 0 : 1;
        }
        return others;
    }
}
