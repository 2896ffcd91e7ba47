package io.closewait.bench.workload;

import java.util.Map;

/** What the heap holds after a full collection. To be asked with the serial collector, whose count is exact. */
final class HeapTask implements Task {
    @Override
    public Map<String, Double> run(Request request) {
        // Twice: what the first one finds unreachable, cleaners let go before the second.
        System.gc();
        System.runFinalization();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return Map.of("bytes", (double) (runtime.totalMemory() - runtime.freeMemory()));
    }
}
