package io.closewait.bench.workload;

import java.util.Map;

/** Processor time up to now: of the whole process, and of the agent's threads in it. */
final class ProcessorTask implements Task {
    /** JDK-8368124: the JVM leaves out the middle of a longer name. */
    private static final String DETECTOR_SINCE_26 = "closewa..tector";

    @Override
    public Map<String, Double> run(Request request) {
        return Map.of(
                "process", (double) Processor.ofProcess(),
                "agent", (double) Processor.ofThreadsNamed("closewait"),
                "detector",
                        (double) Processor.ofThreadsNamed("closewait-detec")
                                + Processor.ofThreadsNamed(DETECTOR_SINCE_26),
                "detectorAwaited",
                        (double) Processor.awaitedByThreadsNamed("closewait-detec")
                                + Processor.awaitedByThreadsNamed(DETECTOR_SINCE_26),
                "clock", (double) System.nanoTime());
    }
}
