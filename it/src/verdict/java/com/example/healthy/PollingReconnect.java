/*
 * library: SocketChannel, polls and reconnects
 * jdk: 8
 * healthy
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The server leaves after each answer; the client sees that a second later, closes, and connects anew. */
public final class PollingReconnect {
    private PollingReconnect() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < 6; i++) {
            Peer meter = Peer.of(Peer.lines("", "17\n"));
            try (SocketChannel channel = SocketChannel.open(meter.address())) {
                channel.write(ByteBuffer.wrap("READ\n".getBytes("US-ASCII")));
                channel.read(ByteBuffer.allocate(64));
                meter.leave();
                Peer.pause(1000);
                channel.read(ByteBuffer.allocate(64));
            }
        }
        Stage.hold();
    }
}
