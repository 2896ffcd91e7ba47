package io.closewait.it.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port for a server that must be told its port. It is below those that the kernel hands out by itself, and each is given
 * once, so no other test and no connection takes it before the server does.
 */
public record LoopbackPort(int number) {
    private static final int LOWEST = 10_000;
    private static final int BEYOND = firstEphemeral();
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(BEYOND - LOWEST));

    public static LoopbackPort free() throws IOException {
        for (int tries = 0; tries < BEYOND - LOWEST; tries++) {
            int candidate = LOWEST + NEXT.getAndIncrement() % (BEYOND - LOWEST);
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return new LoopbackPort(socket.getLocalPort());
            } catch (BindException inUse) {
                // the next one
            }
        }
        throw new BindException("no free port from " + LOWEST + " to " + BEYOND);
    }

    private static int firstEphemeral() {
        // Not Files.readString: these files give all that they have to the first read, which would be of one byte.
        try (BufferedReader file = Files.newBufferedReader(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))) {
            String range = file.readLine();
            return Integer.parseInt(range.substring(0, range.indexOf('\t')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI http(String path) {
        return URI.create("http://" + this + path);
    }

    /** As in the options of servers: {@code 127.0.0.1:9404}. */
    @Override
    public String toString() {
        return "127.0.0.1:" + number;
    }
}
