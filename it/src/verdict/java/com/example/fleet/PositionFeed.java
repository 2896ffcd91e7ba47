/*
 * library: AsynchronousSocketChannel, reader that goes on after the end of the stream
 * leak: END_OF_STREAM_IGNORED x3
 * run: classes
 * run: module path
 * launch: module
 */
package com.example.fleet;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks each vehicle's connection for the next position, again and again. After scalaz/scalaz-nio#109. */
public final class PositionFeed implements CompletionHandler<Integer, AsynchronousSocketChannel> {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();
    private final ByteBuffer position = ByteBuffer.allocate(64);

    private PositionFeed() {}

    public static void main(String[] args) throws Exception {
        AsynchronousServerSocketChannel listener =
                AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        new Thread(() -> accept(listener), "vehicles").start();
        Clients.speakAndLeave(3, ((InetSocketAddress) listener.getLocalAddress()).getPort(), "52.5N 13.4E\n");
        Stage.hold();
    }

    private static void accept(AsynchronousServerSocketChannel listener) {
        try {
            while (true) {
                AsynchronousSocketChannel vehicle = listener.accept().get();
                new PositionFeed().next(vehicle);
            }
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    private void next(AsynchronousSocketChannel vehicle) {
        vehicle.read(position, vehicle, this); // look here
    }

    @Override
    public void completed(Integer count, AsynchronousSocketChannel vehicle) {
        if (count > 0) {
            System.out.println("position of " + count + " bytes");
        }
        position.clear();
        TIMER.schedule(() -> next(vehicle), 200, TimeUnit.MILLISECONDS); // look here
    }

    @Override
    public void failed(Throwable e, AsynchronousSocketChannel vehicle) {
        try {
            vehicle.close();
        } catch (IOException ignored) {
            // gone
        }
    }
}
