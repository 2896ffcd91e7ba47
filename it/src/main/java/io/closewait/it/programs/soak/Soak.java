package io.closewait.it.programs.soak;

import io.closewait.it.programs.UnixDomainRows;
import io.closewait.it.programs.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code Soak CONNECTIONS PAIRS [watched]}: waits for the agent if it is told of one, warms up, then makes that many connections with that many pairs of threads, and closes every
 * one. Prints a {@link Mark} before, after each of twenty steps, and at the end, and waits for a line from the test after the
 * first and the last.
 */
public final class Soak {
    private static final int STEPS = 20;
    private static final int WARM_UP = 10_000;

    private final List<Pair> pairs = new ArrayList<>();
    private final ExecutorService workers;
    private final PauseMeter pauses = PauseMeter.start();

    private Soak(int pairCount) throws Exception {
        List<Encounter> encounters = new ArrayList<>();
        SocketEncounters.addTo(encounters);
        ChannelEncounters.addTo(encounters, UnixDomainRows.isSupported());
        AsynchronousEncounters.addTo(encounters);
        for (int i = 0; i < pairCount; i++) {
            pairs.add(new Pair(i, encounters));
        }
        workers = Executors.newFixedThreadPool(pairCount);
    }

    /** See the class. */
    public static void main(String[] arguments) {
        try {
            if (arguments.length > 2) {
                Mark.awaitAgent();
            }
            new Soak(Integer.parseInt(arguments[1])).run(Long.parseLong(arguments[0]));
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private void run(long connections) throws Exception {
        churn(WARM_UP);
        closeKept();
        Mark.settle(0);
        int descriptors = Mark.descriptors();
        System.out.println(Mark.now("start", 0, 0, 0));
        Waiting.forTheTest();
        long nanos = 0;
        long longestPauseMicros = 0;
        for (int step = 1; step <= STEPS; step++) {
            // What is done for a mark, above all the collections, is not the application's.
            long begin = System.nanoTime();
            pauses.reset();
            churn(connections / STEPS);
            nanos += System.nanoTime() - begin;
            longestPauseMicros = Math.max(longestPauseMicros, pauses.longestMicros());
            if (step == STEPS) {
                closeKept();
                Mark.settle(descriptors);
            }
            String name = step == STEPS ? "end" : "step" + step;
            System.out.println(Mark.now(name, connections / STEPS * step, nanos, longestPauseMicros));
        }
        Waiting.forTheTest();
        for (Pair pair : pairs) {
            pair.close();
        }
    }

    private void churn(long connections) throws Exception {
        AtomicLong budget = new AtomicLong(connections);
        List<Future<Integer>> working = new ArrayList<>();
        for (Pair pair : pairs) {
            working.add(workers.submit(() -> {
                pair.work(budget);
                return 0;
            }));
        }
        for (Future<Integer> one : working) {
            one.get();
        }
    }

    private void closeKept() throws Exception {
        for (Pair pair : pairs) {
            pair.closeKept();
        }
    }
}
