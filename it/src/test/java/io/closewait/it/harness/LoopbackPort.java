package io.closewait.it.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** A port that was free a moment ago, for a server that must be told its port. */
public record LoopbackPort(int number) {
    public static LoopbackPort free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new LoopbackPort(socket.getLocalPort());
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
