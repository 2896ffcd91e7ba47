package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** As {@link LegacyBridge}, with connections that were accepted. */
public final class LegacyListener {
    private static final List<SocketChannel> CLIENTS = new ArrayList<>();

    private LegacyListener() {}

    public static void main(String[] args) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (int i = 0; i < 6; i++) {
            Clients.speakAndLeave(1, listener.socket().getLocalPort(), "hello\n");
            CLIENTS.add(listener.accept());
        }
        Stage.hold();
    }
}
