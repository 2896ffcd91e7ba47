package io.closewait.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/**
 * A real redis-server beside this process, which never outlives it, be the end normal or a signal.
 *
 * <p>The end waits for a start that is under way (both hold the lock), and a start after the end has begun fails before
 * it has made anything.
 */
final class RedisServerProcess {
    private final int port = freePort();

    @Nullable
    private Path directory;

    @Nullable
    private RedisServer server;

    RedisServerProcess() throws IOException {}

    synchronized void start() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "redis-end"));
        directory = Files.createTempDirectory("demo-redis-");
        server = RedisServer.newRedisServer()
                .executableProvider(executable(directory.toFile()))
                .port(port)
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        try {
            server.start();
        } catch (IOException failed) {
            throw new IOException(
                    "redis-server does not start, " + ExecutableProvider.ENVIRONMENT_EXECUTABLE_LOCATION
                            + " may name another one: " + failed.getCause(),
                    failed);
        }
    }

    synchronized void stop() throws IOException {
        if (server != null) {
            server.stop();
        }
    }

    String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    int port() {
        return port;
    }

    /** The library has a shutdown hook of its own, but no memory of a process whose start was interrupted by one. */
    private synchronized void end() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        if (directory != null) {
            File[] files = directory.toFile().listFiles();
            if (files != null) {
                for (File file : files) {
                    deleteIfThere(file.toPath());
                }
            }
            deleteIfThere(directory);
        }
    }

    private static void deleteIfThere(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException staysBehind) {
            // The process ends; there is nobody to tell.
        }
    }

    private static ExecutableProvider executable(File directory) {
        return System.getenv(ExecutableProvider.ENVIRONMENT_EXECUTABLE_LOCATION) == null
                ? ExecutableProvider.newJarResourceProvider(directory)
                : ExecutableProvider.newEnvironmentVariableProvider();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
