package io.closewait.core.report;

import java.util.Map;

/** A JVM that has been running for three hours, with the agent from the start or attached ten minutes ago. */
final class Abouts {
    private Abouts() {}

    static About about() {
        return about(false);
    }

    static About about(boolean attached) {
        long now = System.currentTimeMillis();
        return new About(
                "1.0",
                4711,
                "shop-1",
                "com.example.Main",
                "17",
                attached ? now - 600_000 : now - 3 * 3_600_000,
                now - 3 * 3_600_000,
                attached,
                Map.of(),
                60_000);
    }
}
