package io.closewait.it.programs.fault;

import java.io.IOException;

/**
 * Opens, uses and closes sockets at every depth of the last stretch of a stack, so that the overflow happens at each step of
 * it in turn. Several threads, as a stack that overflowed once is laid out anew.
 */
public final class EndOfStack {
    private static final int THREADS = 8;
    private static final int ATTEMPTS = 200;
    private static final long STACK_BYTES = 512 * 1024;

    private final Shop shop;
    private int answers;
    private int overflows;
    private boolean isBottomSeen;

    private EndOfStack(Shop shop) {
        this.shop = shop;
    }

    public static void main(String[] arguments) throws Exception {
        Shop shop = new Shop();
        System.out.println("traded " + shop.trade(200)); // else the JDK's own classes fail to initialise at the bottom
        int overflows = 0;
        for (int i = 0; i < THREADS; i++) {
            EndOfStack one = new EndOfStack(shop);
            Thread thread = new Thread(null, one::descend, "descend-" + i, STACK_BYTES + i * 64L);
            thread.start();
            thread.join();
            overflows += one.overflows;
        }
        System.out.println("overflows: " + (overflows > 0));
        System.out.println("traded " + shop.trade(200));
        Errands.finish(shop);
    }

    /** Goes down to the bottom, and trades on the way back up, for as long as the stack is nearly full. */
    @SuppressWarnings("InfiniteRecursion") // that is the point
    private void descend() {
        try {
            descend();
        } catch (StackOverflowError bottom) {
            isBottomSeen = true;
        }
        if (isBottomSeen && overflows + answers < ATTEMPTS) {
            trade();
        }
    }

    private void trade() {
        try {
            answers += shop.bySocket(1) + shop.byChannel(1);
        } catch (IOException e) {
            answers++;
        } catch (StackOverflowError expected) {
            overflows++;
        }
    }
}
