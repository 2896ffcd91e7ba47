/*
 * library: a hand-made TCP forwarder, pump that ends without closing what it read from
 * jdk: 8
 * leak: END_OF_STREAM_IGNORED x3
 * hint: (?i)clos
 */
package com.example.harbor;

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

/** Forwards both ways with a thread for each; one ends, and the other never hears of it. After VoltiusApp/voltius#275. */
public final class Ferry {
    private final SocketAddress upstream;

    private Ferry(SocketAddress upstream) {
        this.upstream = upstream;
    }

    public static void main(String[] args) throws Exception {
        Peer database = Peer.of(Peer.lines("", "row\n"));
        ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Ferry ferry = new Ferry(database.address());
        new Thread(() -> ferry.accept(listener), "acceptor").start();
        Clients.talkAndLeave(3, listener.socket().getLocalPort(), "select\n", "row\n");
        Stage.hold();
    }

    private void accept(ServerSocketChannel listener) {
        try {
            while (true) {
                SocketChannel near = listener.accept();
                SocketChannel far = SocketChannel.open(upstream);
                new Pump(near, far).start();
                new Pump(far, near).start();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static final class Pump extends Thread {
        private final SocketChannel from;
        private final SocketChannel to;

        Pump(SocketChannel from, SocketChannel to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public void run() {
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            try {
                while (from.read(buffer) >= 0) { // look here
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        to.write(buffer);
                    }
                    buffer.clear();
                }
            } catch (IOException e) {
                e.printStackTrace();
            }
        }
    }
}
