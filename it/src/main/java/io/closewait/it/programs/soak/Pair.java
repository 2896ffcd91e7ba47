package io.closewait.it.programs.soak;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two threads with listeners of their own: a worker, which goes from one {@link Encounter} to the next, and its rival, which does
 * the other half of what happens at the same moment. A few connections are kept for some time, so that there always are some
 * whose peer is there and which nobody may call a leak.
 */
@SuppressWarnings("ThreadPriorityCheck") // yields: a sleep would be too long
final class Pair implements AutoCloseable {
    private static final int KEPT = 8;
    private static final int ENCOUNTERS_BETWEEN_KEPT = 100;

    private final int index;
    private final List<Encounter> encounters;
    private final ExecutorService rival;
    private final Random random;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private final Listeners listeners;
    private final Selector selector = Selector.open();

    Pair(int index, List<Encounter> encounters) throws Exception {
        this.index = index;
        this.encounters = encounters;
        this.random = new Random(index);
        this.listeners = new Listeners(index);
        this.rival = Executors.newSingleThreadExecutor(work -> new Thread(work, "rival-" + index));
    }

    Listeners listeners() {
        return listeners;
    }

    /** For the worker alone. */
    Selector selector() {
        return selector;
    }

    /** The same sequence in every run. */
    boolean flip() {
        return random.nextBoolean();
    }

    /** Encounters until the budget of all pairs is used up. */
    void work(AtomicLong budget) throws Exception {
        Thread.currentThread().setName("worker-" + index);
        for (int i = index; budget.getAndDecrement() > 0; i++) {
            encounters.get(i % encounters.size()).once(this);
            if (i % ENCOUNTERS_BETWEEN_KEPT == 0) {
                keep(Connection.of(this, i / ENCOUNTERS_BETWEEN_KEPT));
            }
        }
    }

    private void keep(AutoCloseable connection) throws Exception {
        kept.add(connection);
        if (kept.size() > KEPT) {
            kept.remove().close();
        }
    }

    /** Closes the connections that are kept, not the listeners. */
    void closeKept() throws Exception {
        while (!kept.isEmpty()) {
            kept.remove().close();
        }
    }

    /** Has the rival do this. */
    <T> Future<T> rival(Callable<T> work) {
        return rival.submit(work);
    }

    /** A half of a race. */
    interface Half {
        void run() throws Exception;
    }

    /** Does both at the same moment, or as near to it as threads can; what a lost race throws is no failure. */
    void together(Half mine, Half rivals) throws Exception {
        AtomicBoolean started = new AtomicBoolean();
        Future<?> other = rival.submit(() -> {
            started.set(true);
            lose(rivals);
            return 0;
        });
        if (flip()) {
            while (!started.get()) {
                Thread.yield();
            }
        }
        lose(mine);
        other.get();
    }

    /** Runs one half of a race, which may find that the other one was faster. */
    static void lose(Half half) throws Exception {
        try {
            half.run();
        } catch (IOException | CancelledKeyException otherWasFaster) {
            // closed, reset or refused: as it should be
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws Exception {
        closeKept();
        selector.close();
        listeners.close();
        rival.shutdown();
    }
}
