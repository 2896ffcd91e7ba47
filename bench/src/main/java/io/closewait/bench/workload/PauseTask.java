package io.closewait.bench.workload;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The longest pause between two turns of a thread that does nothing but round trips, with a report being made meanwhile or without. */
final class PauseTask implements Task {
    @Override
    public Map<String, Double> run(Request request) throws Exception {
        long start = System.nanoTime();
        long nanos = request.number("millis") * 1_000_000L;
        CompletableFuture<Void> report = request.flag("report")
                ? CompletableFuture.runAsync(() -> report(nanos / 4))
                : CompletableFuture.completedFuture(null);
        Transport.Message message = new Transport.Message();
        long longest = 0;
        try (Transport.Listener listener = Transport.SOCKET.listen(1);
                Transport.Connection client = Transport.SOCKET.connect(listener.address());
                Transport.Connection server = listener.acceptor().accept()) {
            for (long before = System.nanoTime(); before < start + nanos || !report.isDone(); ) {
                client.write(message);
                server.read(message);
                long now = System.nanoTime();
                longest = Math.max(longest, now - before);
                before = now;
            }
        }
        report.get();
        return Map.of("longest", (double) longest);
    }

    private static void report(long delayNanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(delayNanos);
            ReportTask.text();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
