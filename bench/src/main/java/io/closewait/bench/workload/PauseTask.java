package io.closewait.bench.workload;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The longest pause between two turns of a thread that does nothing but round trips, with reports being made or without. */
final class PauseTask implements Task {
    @Override
    public Map<String, Double> run(Request request) throws Exception {
        boolean reporting = request.flag("report");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> reports = CompletableFuture.supplyAsync(() -> reporting ? report(done) : 0);
        Transport.Message message = new Transport.Message();
        long longest = 0;
        try (Transport.Listener listener = Transport.SOCKET.listen(1);
                Transport.Connection client = Transport.SOCKET.connect(listener.address());
                Transport.Connection server = listener.acceptor().accept()) {
            long end = System.nanoTime() + request.number("millis") * 1_000_000L;
            for (long before = System.nanoTime(); before < end; ) {
                client.write(message);
                server.read(message);
                long now = System.nanoTime();
                longest = Math.max(longest, now - before);
                before = now;
            }
        } finally {
            done.set(true);
        }
        return Map.of("longest", (double) longest, "reports", reports.get().doubleValue());
    }

    private static int report(AtomicBoolean done) {
        int reports = 0;
        try {
            while (!done.get()) {
                ReportTask.text();
                reports++;
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return reports;
    }
}
