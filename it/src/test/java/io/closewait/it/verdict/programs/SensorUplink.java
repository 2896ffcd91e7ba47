package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.ExecutionException;

/** Reads a sensor over an AsynchronousSocketChannel, and forgets the channel. */
public final class SensorUplink {
    private SensorUplink() {}

    public static void main(String[] args) throws Exception {
        LeavingServer sensor = LeavingServer.greeting("21.5\n");
        for (int i = 0; i < 4; i++) {
            if (measure(sensor.address()) == 0) {
                throw new IOException("no measurement");
            }
        }
        Stage.hold();
    }

    private static int measure(SocketAddress sensor) throws IOException, ExecutionException, InterruptedException {
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(); // look here
        channel.connect(sensor).get();
        return channel.read(ByteBuffer.allocate(5)).get();
    }
}
