/*
 * library: AsynchronousSocketChannel, answered and not closed by anonymous handlers
 * leak: NEVER_CLOSED x4
 * hint: (?i)clos
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;

/** One question, one answer; the client is to close, and the server forgets to. */
public final class Tides {
    private final AsynchronousServerSocketChannel listener;

    private Tides(AsynchronousServerSocketChannel listener) {
        this.listener = listener;
    }

    public static void main(String[] args) throws Exception {
        AsynchronousServerSocketChannel listener =
                AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        new Tides(listener).accept();
        Clients.talkAndLeave(4, ((InetSocketAddress) listener.getLocalAddress()).getPort(), "tide?\n", "high\n");
        Stage.hold();
    }

    private void accept() {
        listener.accept(null, new CompletionHandler<AsynchronousSocketChannel, Void>() {
            @Override
            public void completed(AsynchronousSocketChannel sailor, Void nothing) {
                accept();
                read(sailor);
            }

            @Override
            public void failed(Throwable e, Void nothing) {
                e.printStackTrace();
            }
        });
    }

    private static void read(AsynchronousSocketChannel sailor) {
        CompletionHandler<Integer, Void> then = new CompletionHandler<Integer, Void>() {
            @Override
            public void completed(Integer count, Void nothing) {
                answer(sailor);
            }

            @Override
            public void failed(Throwable e, Void nothing) {
                e.printStackTrace();
            }
        };
        sailor.read(ByteBuffer.allocate(64), null, then); // look here
    }

    private static void answer(AsynchronousSocketChannel sailor) {
        CompletionHandler<Integer, Void> then = new CompletionHandler<Integer, Void>() {
            @Override
            public void completed(Integer count, Void nothing) {
                System.out.println("answered");
            }

            @Override
            public void failed(Throwable e, Void nothing) {
                e.printStackTrace();
            }
        };
        sailor.write(ByteBuffer.wrap("high\n".getBytes()), null, then); // look here
    }
}
