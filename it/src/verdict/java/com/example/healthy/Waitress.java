/*
 * library: netty-socketio, healthy: WebSockets that are idle, and clients that leave
 * libraries: socketio-1.7
 * healthy
 */
package com.example.healthy;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** Takes orders. */
public final class Waitress {
    private static final String UPGRADE = "/socket.io/?EIO=3&transport=websocket";

    /** The frame with the packet that ends the handshake. */
    private static final String WELCOME = "\u0081\u000240";

    private Waitress() {}

    public static void main(String[] args) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(freePort());
        SocketIOServer server = new SocketIOServer(configuration);
        server.addEventListener("order", String.class, (client, order, ack) -> System.out.println(order));
        server.start();
        Clients idle =
                Clients.connect(3, configuration.getPort()).upgrade(UPGRADE).hear(WELCOME);
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(300)) {
            Clients.connect(1, configuration.getPort())
                    .upgrade(UPGRADE)
                    .hear(WELCOME)
                    .sayFrame("42[\"order\",\"tea\"]")
                    .stay()
                    .leave();
        }
        Stage.hold();
        idle.leave();
    }

    private static int freePort() throws Exception {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            return ((InetSocketAddress)
                            probe.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress())
                    .getPort();
        }
    }
}
