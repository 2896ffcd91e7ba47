package io.closewait.it.programs.fault;

import java.io.IOException;

/** Starts processes while it trades: each has only the descriptors that are meant for it. */
public final class Children {
    private static final int CHILDREN = 40;

    private Children() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Shop shop = new Shop();
        int sum = 0;
        int most = 0;
        for (int i = 0; i < CHILDREN; i++) {
            sum += shop.trade(4);
            Process child = new ProcessBuilder("sh", "-c", "set -- /proc/self/fd/*; exit $#").start();
            most = Math.max(most, child.waitFor());
        }
        System.out.println("traded " + sum + ", descriptors of a child: " + most);
        Errands.finish(shop);
    }
}
