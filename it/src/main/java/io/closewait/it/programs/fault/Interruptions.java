package io.closewait.it.programs.fault;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that trade without a pause while they are interrupted all the time; another looks whether one of them ever waits in
 * code of the agent. Arguments: for how many seconds.
 */
public final class Interruptions {
    private static final int THREADS = 4;

    private final Shop shop;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger answers = new AtomicInteger();

    private Interruptions(Shop shop) {
        this.shop = shop;
    }

    public static void main(String[] arguments) throws Exception {
        Shop shop = new Shop();
        Interruptions program = new Interruptions(shop);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(program::trade, "trader-" + i);
            thread.start();
            threads.add(thread);
        }
        int waits = program.interrupt(threads, Integer.parseInt(arguments[0]));
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("answers: " + (program.answers.get() > 0) + ", waits on the agent: " + waits);
        Errands.finishAfterFlood(shop);
    }

    private void trade() {
        while (!isOver.get()) {
            try {
                shop.trade(10);
                answers.incrementAndGet();
            } catch (IOException interrupted) {
                Thread.interrupted(); // what ClosedByInterruptException leaves
            }
        }
    }

    private int interrupt(List<Thread> threads, int seconds) {
        int waits = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            for (Thread thread : threads) {
                waits += waitsOnTheAgent(thread) ? 1 : 0;
                thread.interrupt();
            }
        }
        isOver.set(true);
        return waits;
    }

    /** State and stack are of one moment: between two, a thread goes from a wait in the JDK to a run in the agent. */
    private static boolean waitsOnTheAgent(Thread thread) {
        if (thread.getState() == Thread.State.RUNNABLE) {
            return false;
        }
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId(), Integer.MAX_VALUE);
        if (info == null || info.getThreadState() == Thread.State.RUNNABLE) {
            return false;
        }
        for (StackTraceElement frame : info.getStackTrace()) {
            String name = frame.getClassName();
            if (name.startsWith("io.closewait.core.") || name.startsWith("io.closewait.hooks.")) {
                return true;
            }
        }
        return false;
    }
}
