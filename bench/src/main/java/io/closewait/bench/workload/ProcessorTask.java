package io.closewait.bench.workload;

import java.util.Map;

/** Processor time up to now: of the whole process, and of the agent's threads in it. */
final class ProcessorTask implements Task {
    @Override
    public Map<String, Double> run(Request request) {
        return Map.of(
                "process", (double) Processor.ofProcess(),
                "agent", (double) Processor.ofThreadsNamed("closewait"),
                "detector", (double) Processor.ofThreadsNamed("closewait-detec"),
                "detectorAwaited", (double) Processor.awaitedByThreadsNamed("closewait-detec"),
                "clock", (double) System.nanoTime());
    }
}
