package io.closewait.bench.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;

/** What one open and close allocates on the thread that does it; the accepting end is another thread's. */
final class AllocationTask implements Task {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        Transport transport = Transport.valueOf(request.text("transport").toUpperCase(Locale.ROOT));
        int connections = request.number("connections");
        try (Transport.Listener listener = transport.listen(128)) {
            Thread acceptor = new Thread(() -> acceptAndClose(listener, connections), "acceptor");
            acceptor.start();
            long allocated = Depth.at(request.number("depth"), () -> {
                long self = Thread.currentThread().getId();
                long before = THREADS.getThreadAllocatedBytes(self);
                for (int i = 0; i < connections; i++) {
                    transport.connect(listener.address()).close();
                }
                return THREADS.getThreadAllocatedBytes(self) - before;
            });
            acceptor.join();
            return Map.of("bytes", (double) allocated / connections);
        }
    }

    private static void acceptAndClose(Transport.Listener listener, int connections) {
        try {
            for (int i = 0; i < connections; i++) {
                listener.acceptor().accept().close();
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
