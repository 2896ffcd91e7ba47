package io.closewait.bench.workload;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Has whole reports made one after the other, until it is told to stop. */
final class ReportLoopTask implements Task {
    private final AtomicLong reports = new AtomicLong();
    private volatile boolean isWanted;

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        if (request.text("what").equals("start")) {
            isWanted = true;
            Thread loop = new Thread(this::loop, "reports");
            loop.setDaemon(true);
            loop.start();
        } else {
            isWanted = false;
        }
        return Map.of("reports", (double) reports.get());
    }

    private void loop() {
        try {
            while (isWanted) {
                ReportTask.text();
                reports.incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
