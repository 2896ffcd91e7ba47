package io.closewait.bench.workload;

import java.util.Locale;
import java.util.Map;

/** Round trips on one open connection: two writes and two reads each, by one thread that plays both ends. */
final class EchoTask implements Task {
    @Override
    public Map<String, Double> run(Request request) throws Exception {
        Transport transport = Transport.valueOf(request.text("transport").toUpperCase(Locale.ROOT));
        int trips = request.number("trips");
        Transport.Message message = new Transport.Message();
        try (Transport.Listener listener = transport.listen(1);
                Transport.Connection client = transport.connect(listener.address());
                Transport.Connection server = listener.acceptor().accept()) {
            long start = System.nanoTime();
            long before = Processor.ofThread();
            for (int i = 0; i < trips; i++) {
                client.write(message);
                server.read(message);
                server.write(message);
                client.read(message);
            }
            double used = Processor.ofThread() - before;
            return Map.of("processor", used / trips, "time", (double) (System.nanoTime() - start) / trips);
        }
    }
}
