package io.closewait.core.registry;

/**
 * A monotonic time that costs the I/O path one field read. The detector's thread moves it on several times a second, and
 * always before it looks at what the kernel reports: whatever the application does after a FIN was seen carries a time that
 * is not before it.
 */
public final class CoarseClock {
    private static volatile long now = System.nanoTime();

    private CoarseClock() {}

    /** Nanoseconds as {@link System#nanoTime} counts them, up to a quarter of a second old. */
    public static long now() {
        return now;
    }

    /** Moves the time on and returns it. */
    public static long advance() {
        long time = System.nanoTime();
        now = time;
        return time;
    }
}
