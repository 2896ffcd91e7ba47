/*
 * library: Guava cache of SocketChannels, evicted and not closed
 * libraries: guava-33
 * jdk: 8
 * gc
 * leak: ABANDONED x4
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Has a connection for each of the two branches it has last talked to, and forgets the others. After
 * aerospike-community/aerospike-rest-gateway#76.
 */
public final class Branches {
    private final LoadingCache<Integer, SocketChannel> lines;

    private Branches(InetSocketAddress exchange) {
        lines = CacheBuilder.newBuilder().maximumSize(2).build(new CacheLoader<Integer, SocketChannel>() {
            @Override
            public SocketChannel load(Integer branch) throws IOException {
                return SocketChannel.open(exchange); // look here
            }
        });
    }

    public static void main(String[] args) throws Exception {
        Peer exchange = Peer.of(Peer.lines("", "fine\n"));
        Branches branches = new Branches(exchange.address());
        for (int branch = 0; branch < 6; branch++) {
            branches.ask(branch);
        }
        Peer.pause(300);
        for (SocketChannel line : branches.lines.asMap().values()) {
            line.close();
        }
        exchange.leave();
        Stage.hold();
    }

    private void ask(int branch) throws IOException {
        SocketChannel line = lines.getUnchecked(branch);
        line.write(ByteBuffer.wrap("how are you?\n".getBytes("US-ASCII")));
        line.read(ByteBuffer.allocate(100));
    }
}
