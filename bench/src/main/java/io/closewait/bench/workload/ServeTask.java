package io.closewait.bench.workload;

import java.util.Map;

/** Starts an HTTP server that answers every request alike; stays up until the worker ends. */
final class ServeTask implements Task {
    @Override
    public Map<String, Double> run(Request request) throws Exception {
        int port = switch (request.text("server")) {
            case "tomcat" -> TomcatServer.start();
            case "netty-nio" -> NettyServer.start(false);
            default -> NettyServer.start(true);
        };
        return Map.of("port", (double) port);
    }
}
