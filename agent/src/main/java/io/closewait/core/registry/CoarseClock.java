package io.closewait.core.registry;

import java.util.function.LongSupplier;

/**
 * A monotonic time that costs the I/O path one field read. The detector's thread moves it on several times a second, and
 * always before it asks the kernel for news: whatever the application does after a FIN was seen carries a time that is not
 * before it. The registry owns the one that its records are dated by.
 */
public final class CoarseClock {
    private final LongSupplier source;
    private volatile long now;

    public CoarseClock() {
        this(new SystemTime());
    }

    /** @param source nanoseconds that never run backwards */
    public CoarseClock(LongSupplier source) {
        this.source = source;
        this.now = source.getAsLong();
    }

    /** Nanoseconds as {@link System#nanoTime} counts them, up to a quarter of a second old. */
    public long now() {
        return now;
    }

    /** Moves the time on and returns it. */
    public long advance() {
        long time = source.getAsLong();
        now = time;
        return time;
    }

    /** No method reference, since this runs before the application's {@code main}: the first ones of a JVM cost milliseconds. */
    private static final class SystemTime implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }
}
