package io.closewait.it.programs;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** SOCKS 5 (RFC 1928) by a server that poses as the target itself. */
final class SocksServer {
    private static final int VERSION = 5;
    /** Version, command, reserved, kind of address, an IPv4 address, a port. */
    private static final int REQUEST = 10;

    private SocksServer() {}

    static void serve(SocketChannel client) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(client));
        in.readUnsignedByte();
        in.readFully(new byte[in.readUnsignedByte()]);
        client.write(ByteBuffer.wrap(new byte[] {VERSION, 0}));
        in.readFully(new byte[REQUEST]);
        client.write(ByteBuffer.wrap(new byte[] {VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0}));
    }
}
