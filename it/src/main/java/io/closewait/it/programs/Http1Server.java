package io.closewait.it.programs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** HTTP/1.1: answers one request with more than a client reads unasked. */
final class Http1Server {
    /** Fits into the client's receive buffer, so that the FIN behind it arrives. */
    private static final int BODY = 60_000;

    private static final ByteBuffer END_OF_HEADER = US_ASCII.encode("\r\n\r\n");

    private Http1Server() {}

    static void serve(SocketChannel client) throws IOException {
        readHeader(client);
        write(client, US_ASCII.encode("HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n"));
        write(client, ByteBuffer.allocate(BODY));
    }

    /** Reads a request without a body. */
    static String readHeader(SocketChannel client) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(8192);
        do {
            if (client.read(header) < 0) {
                throw new IOException("the client left");
            }
        } while (!endsWith(header, END_OF_HEADER));
        header.flip();
        return US_ASCII.decode(header).toString();
    }

    private static boolean endsWith(ByteBuffer buffer, ByteBuffer end) {
        ByteBuffer tail = buffer.duplicate();
        tail.flip();
        tail.position(Math.max(0, tail.limit() - end.remaining()));
        return tail.equals(end);
    }

    static void write(SocketChannel client, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
