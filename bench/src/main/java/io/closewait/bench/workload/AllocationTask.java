package io.closewait.bench.workload;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;

/** What one open and close allocates on the connecting thread, and one accept and close on the accepting one. */
final class AllocationTask implements Task {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        Transport transport = Transport.valueOf(request.text("transport").toUpperCase(Locale.ROOT));
        int connections = request.number("connections");
        try (Transport.Listener listener = transport.listen(128)) {
            FutureTask<Long> accepting = new FutureTask<>(() -> acceptAndClose(listener, connections));
            Thread acceptor = new Thread(accepting, "acceptor");
            acceptor.start();
            long allocated = Depth.at(request.number("depth"), () -> {
                long self = Thread.currentThread().getId();
                long before = THREADS.getThreadAllocatedBytes(self);
                for (int i = 0; i < connections; i++) {
                    transport.connect(listener.address()).close();
                }
                return THREADS.getThreadAllocatedBytes(self) - before;
            });
            return Map.of(
                    "connecting",
                    (double) allocated / connections,
                    "accepting",
                    (double) accepting.get() / connections);
        }
    }

    private static long acceptAndClose(Transport.Listener listener, int connections) throws IOException {
        long self = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(self);
        for (int i = 0; i < connections; i++) {
            listener.acceptor().accept().close();
        }
        return THREADS.getThreadAllocatedBytes(self) - before;
    }
}
