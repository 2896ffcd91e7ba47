package io.closewait.it.verdict.peer;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A real redis-server beside the program. */
public final class Redis {
    private final RedisServer server;
    private final int port;

    public Redis() throws IOException {
        File directory = Files.createTempDirectory("redis").toFile();
        port = freePort();
        server = RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(directory))
                .port(port)
                .setting("save \"\"")
                .build();
        server.start();
    }

    public int port() {
        return port;
    }

    public void stop() throws IOException {
        server.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
