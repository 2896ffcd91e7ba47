package io.closewait.bench.workload;

import java.util.Map;

/** Something that a worker does on request. One instance lives as long as the worker and may keep what it opened. */
interface Task {
    /** Does it and answers with what was measured. */
    Map<String, Double> run(Request request) throws Exception;
}
