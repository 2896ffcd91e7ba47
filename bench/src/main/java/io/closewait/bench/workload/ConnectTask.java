package io.closewait.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Connect, write, read, close over loopback. Each thread plays both ends of its connections, a batch at a time, so that nobody
 * ever waits for another thread: what is measured is work, not scheduling, and each end by itself.
 */
final class ConnectTask implements Task {
    private static final int BATCH = 64;

    /** Kept between requests: the processor time of a thread that has ended is lost to the count. */
    private final ExecutorService platformThreads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        Transport transport = Transport.valueOf(request.text("transport").toUpperCase(Locale.ROOT));
        int depth = request.number("depth");
        int threads = request.number("threads");
        int batches = Math.max(1, request.number("connections") / BATCH / threads);
        boolean virtual = request.flag("virtual");
        ExecutorService executor = virtual ? virtualThreads() : platformThreads;

        long before = Processor.ofProcess();
        List<Future<Batches>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Batches own = new Batches(transport, batches, !virtual, request.flag("capture"));
            running.add(executor.submit(() -> Depth.at(depth, own)));
        }
        long client = 0;
        long server = 0;
        for (Future<Batches> each : running) {
            client += each.get().client;
            server += each.get().server;
        }
        double connections = (double) batches * BATCH * threads;
        return Map.of(
                "both",
                (Processor.ofProcess() - before) / connections,
                "client",
                client / connections,
                "server",
                server / connections);
    }

    /** By reflection: the workloads are compiled for Java 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    /** One thread's share. */
    private static final class Batches implements Callable<Batches> {
        private final Transport transport;
        private final int batches;
        private final boolean timed;
        private final boolean captures;
        private final Transport.Message message = new Transport.Message();
        private final Transport.Connection[] clients = new Transport.Connection[BATCH];
        private final Transport.Connection[] servers = new Transport.Connection[BATCH];
        private final @Nullable Throwable[] stacks = new Throwable[BATCH];
        private long client;
        private long server;

        Batches(Transport transport, int batches, boolean timed, boolean captures) {
            this.transport = transport;
            this.batches = batches;
            this.timed = timed;
            this.captures = captures;
        }

        @Override
        public Batches call() throws Exception {
            try (Transport.Listener listener = transport.listen(BATCH)) {
                for (int i = 0; i < batches; i++) {
                    long start = now();
                    connect(listener);
                    long connected = now();
                    answer(listener);
                    long answered = now();
                    closeClients();
                    long clientsClosed = now();
                    closeServers();
                    client += connected - start + clientsClosed - answered;
                    server += answered - connected + now() - clientsClosed;
                }
            }
            return this;
        }

        /** A virtual thread has no processor time of its own. */
        private long now() {
            return timed ? Processor.ofThread() : 0;
        }

        private void connect(Transport.Listener listener) throws Exception {
            for (int i = 0; i < BATCH; i++) {
                clients[i] = transport.connect(listener.address());
                // What no agent that knows the opener of each connection can do without.
                stacks[i] = captures ? new Throwable() : null;
                clients[i].write(message);
            }
        }

        private void answer(Transport.Listener listener) throws Exception {
            for (int i = 0; i < BATCH; i++) {
                servers[i] = listener.acceptor().accept();
                servers[i].read(message);
                servers[i].write(message);
            }
        }

        private void closeClients() throws Exception {
            for (Transport.Connection each : clients) {
                each.read(message);
                each.close();
            }
        }

        /** As most servers do it: reads until the client's end is seen. */
        private void closeServers() throws Exception {
            for (Transport.Connection each : servers) {
                if (each.read(message) != -1) {
                    throw new IllegalStateException("the client's end of stream did not come");
                }
                each.close();
            }
        }
    }
}
