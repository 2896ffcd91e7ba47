package io.closewait.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens connections at one place in the code and keeps both ends, until it holds as many sockets as it was asked for. */
final class HoldTask implements Task {
    private final List<Transport.Connection> held = new ArrayList<>();
    private Transport.@Nullable Listener listener;

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        Transport.Listener acceptor = listener;
        if (acceptor == null) {
            acceptor = Transport.CHANNEL.listen(128);
            listener = acceptor;
        }
        int sockets = request.number("sockets");
        while (held.size() < sockets) {
            held.add(Transport.CHANNEL.connect(acceptor.address()));
            held.add(acceptor.acceptor().accept());
        }
        return Map.of("sockets", (double) held.size());
    }
}
