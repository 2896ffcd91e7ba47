/*
 * library: SocketChannel, the constructor throws after it has connected
 * jdk: 8
 * gc
 * leak: ABANDONED x4
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A client of a protocol whose version it does not know: nobody has the channel any more. */
public final class HandshakeFailure {
    private final SocketChannel channel;

    private HandshakeFailure(SocketAddress server) throws IOException {
        channel = SocketChannel.open(server); // look here
        ByteBuffer version = ByteBuffer.allocate(1);
        channel.read(version);
        if (version.get(0) != '2') {
            throw new IOException("unknown version");
        }
    }

    public static void main(String[] args) throws IOException {
        Peer server = Peer.of(Peer.lines("1", ""));
        for (int i = 0; i < 4; i++) {
            try {
                System.out.println(new HandshakeFailure(server.address()).channel);
            } catch (IOException unknown) {
                // the next server may be newer
            }
        }
        server.leave();
        Stage.hold();
    }
}
