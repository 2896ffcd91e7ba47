/*
 * library: a hand-made TCP forwarder, healthy: each end of a stream is passed on, and answers come after it
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** Forwards both ways; the upstream server answers for five seconds after its client has ended its side. */
public final class Sluice {
    private final SocketAddress upstream;

    private Sluice(SocketAddress upstream) {
        this.upstream = upstream;
    }

    public static void main(String[] args) throws Exception {
        Peer sums = Peer.of((in, out) -> {
            while (in.read() >= 0) {
                // numbers
            }
            for (int i = 0; i < 10; i++) {
                out.write("partial\n".getBytes("US-ASCII"));
                out.flush();
                Peer.pause(500);
            }
            out.write("total\n".getBytes("US-ASCII"));
            out.flush();
        });
        ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Sluice sluice = new Sluice(sums.address());
        Thread acceptor = new Thread(() -> sluice.accept(listener), "acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
        int port = listener.socket().getLocalPort();
        Clients early = Clients.connect(3, port).say("1 2 3\n");
        early.endTheirSide();
        early.hear("total\n").leave();
        Clients late = Clients.connect(3, port).say("1 2 3\n");
        late.endTheirSide();
        late.hear("total\n").leave();
        Stage.hold();
    }

    private void accept(ServerSocketChannel listener) {
        try {
            while (true) {
                SocketChannel near = listener.accept();
                SocketChannel far = SocketChannel.open(upstream);
                AtomicInteger ends = new AtomicInteger(2);
                new Thread(() -> pump(near, far, ends), "up").start();
                new Thread(() -> pump(far, near, ends), "down").start();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void pump(SocketChannel from, SocketChannel to, AtomicInteger ends) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
            if (ends.decrementAndGet() == 0) {
                from.close();
                to.close();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}
