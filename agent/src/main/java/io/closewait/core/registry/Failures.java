package io.closewait.core.registry;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Failures of the agent's own code: how many, and the first of them. Thread-safe, without a lock. */
public final class Failures {
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable Throwable first;

    public void add(Throwable failure) {
        if (count.getAndIncrement() == 0) {
            first = failure;
        }
    }

    public long count() {
        return count.get();
    }

    /** Null while there is none. */
    public @Nullable Throwable first() {
        return first;
    }

    /** For the line that says why the agent stops. */
    @Override
    public String toString() {
        return count + " times, first with " + first;
    }
}
