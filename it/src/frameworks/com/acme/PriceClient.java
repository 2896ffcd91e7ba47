package com.acme;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Keeps its connection. */
public class PriceClient implements Closeable {
    private final Socket connection;

    public PriceClient(int port) throws IOException {
        connection = new Socket(InetAddress.getLoopbackAddress(), port);
        connection.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.getInputStream().readNBytes(40);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
