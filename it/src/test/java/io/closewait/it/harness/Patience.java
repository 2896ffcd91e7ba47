package io.closewait.it.harness;

import java.time.Duration;

/** How long tests wait for what must come. {@code -Dit.patience=N} is N times as long, for a JDK under emulation. */
public final class Patience {
    private static final int FACTOR = Integer.getInteger("it.patience", 1);

    private Patience() {}

    public static Duration ofSeconds(int seconds) {
        return Duration.ofSeconds((long) seconds * FACTOR);
    }

    public static Duration ofMinutes(int minutes) {
        return ofSeconds(minutes * 60);
    }
}
