package io.closewait.core.thread;

import io.closewait.core.jdk.FullHeap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one of the agent's threads, which survive what the application does to its JVM: while the heap is full they wait,
 * and a turn that fails is told in the next one. Nothing is called in the turn that failed: after an {@code OutOfMemoryError}
 * even the first call of a method may need memory. For one thread.
 */
public final class AgentLoop {
    private static final long PAUSE_NANOS = 250_000_000;

    private final FullHeap heap;
    private final LongSupplier clock;
    private final Runnable pause;
    private @Nullable Throwable failure;

    /** What a thread does. Made before the first turn: a lambda that is linked when there is no memory is broken for good. */
    public interface Work {
        /** One turn. What is thrown here is told to {@link #failed} in the next one, unless it ends the thread. */
        void turn() throws InterruptedException;

        /** The last turn failed; if this fails, too, it is called again. Nothing was done since then. */
        void failed(Throwable failure);

        /** Whether there is another turn; may wait for something to do. */
        boolean awaitTurn() throws InterruptedException;
    }

    public AgentLoop() {
        this(new FullHeap(), System::nanoTime, () -> LockSupport.parkNanos(PAUSE_NANOS));
    }

    /**
     * @param clock nanoseconds that never run backwards
     * @param pause lets a quarter of a second pass
     */
    public AgentLoop(FullHeap heap, LongSupplier clock, Runnable pause) {
        this.heap = heap;
        this.clock = clock;
        this.pause = pause;
    }

    /** Takes turns until there is none any more. */
    public void run(Work work) throws InterruptedException {
        do {
            try {
                turn(work);
            } catch (VirtualMachineError | LinkageError | RuntimeException e) {
                failure = e;
            }
        } while (work.awaitTurn());
    }

    private void turn(Work work) throws InterruptedException {
        if (heap.shouldWait(clock.getAsLong())) {
            pause.run();
            return;
        }
        Throwable toTell = failure;
        if (toTell != null) {
            pause.run();
            work.failed(toTell);
            failure = null;
        }
        work.turn();
    }

    /** Returns when there is room on the heap, or there was none for long. */
    public void awaitHeap() {
        while (heap.shouldWait(clock.getAsLong())) {
            pause.run();
        }
    }
}
