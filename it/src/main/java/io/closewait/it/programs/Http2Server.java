package io.closewait.it.programs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** HTTP/2 for one request, upgraded from HTTP/1.1 (RFC 7540, 3.2). */
final class Http2Server {
    private static final int PREFACE = 24;
    private static final int SETTINGS = 4;
    private static final int ACKNOWLEDGED = 1;
    /** No settings. */
    private static final byte[] OWN_SETTINGS = {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0};
    /** The headers of stream 1, which they end: {@code :status 200} is number 8 of HPACK's table. */
    private static final byte[] RESPONSE = {0, 0, 1, 1, 5, 0, 0, 0, 1, (byte) 0x88};

    private Http2Server() {}

    static void serve(SocketChannel client) throws IOException {
        Http1Server.readHeader(client);
        Http1Server.write(
                client,
                US_ASCII.encode("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"));
        Http1Server.write(client, ByteBuffer.wrap(OWN_SETTINGS));
        DataInputStream in = new DataInputStream(Channels.newInputStream(client));
        in.readFully(new byte[PREFACE]);
        while (!isAcknowledgement(in)) {}
        Http1Server.write(client, ByteBuffer.wrap(RESPONSE));
    }

    /** Reads a frame: the acknowledgement of our settings is the last thing that the client has to say. */
    private static boolean isAcknowledgement(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        in.readInt();
        in.readFully(new byte[length]);
        return type == SETTINGS && flags == ACKNOWLEDGED;
    }
}
