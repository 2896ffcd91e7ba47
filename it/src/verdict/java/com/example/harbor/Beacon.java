/*
 * library: a hand-made NIO server, loop that cancels the key at the end of the stream
 * jdk: 8
 * leak: END_OF_STREAM_IGNORED x4
 * hint: (?i)clos
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

/** Takes a ship's key away when she has gone. After eugenp/tutorials#2931. */
public final class Beacon implements Runnable {
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    private Beacon() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws Exception {
        Beacon beacon = new Beacon();
        new Thread(beacon, "beacon").start();
        Clients.talkAndLeave(4, beacon.listener.socket().getLocalPort(), "where?\n", "here\n");
        Stage.hold();
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select();
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isAcceptable()) {
                        SocketChannel ship = listener.accept();
                        ship.configureBlocking(false);
                        ship.register(selector, SelectionKey.OP_READ, new Ship(ship));
                    } else {
                        ((Ship) key.attachment()).readable(key);
                    }
                }
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static final class Ship {
        private final SocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(64);

        Ship(SocketChannel channel) {
            this.channel = channel;
        }

        void readable(SelectionKey key) throws IOException {
            int count = channel.read(buffer); // look here
            if (count == -1) {
                key.cancel(); // look here
                return;
            }
            if (buffer.get(buffer.position() - 1) == '\n') {
                buffer.clear();
                channel.write(ByteBuffer.wrap("here\n".getBytes("US-ASCII")));
            }
        }
    }
}
