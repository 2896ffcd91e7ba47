/*
 * library: netty-socketio, event listener that waits for the store
 * libraries: socketio-1.7
 * leak: STUCK x4
 */
package com.example.chat;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;

/**
 * Stores orders where they arrive, on the event loop of all clients; the store does not answer. After
 * mrniko/netty-socketio#530.
 */
public final class OrderDesk {
    private static final String UPGRADE = "/socket.io/?EIO=3&transport=websocket";

    /** The frame with the packet that ends the handshake. */
    private static final String WELCOME = "\u0081\u000240";

    private static final CountDownLatch STORE = new CountDownLatch(1);

    private OrderDesk() {}

    public static void main(String[] args) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(freePort());
        configuration.setWorkerThreads(1);
        SocketIOServer server = new SocketIOServer(configuration);
        server.addEventListener("order", String.class, (client, order, ack) -> store(order));
        server.start();
        Clients idle =
                Clients.connect(3, configuration.getPort()).upgrade(UPGRADE).hear(WELCOME);
        Clients buyer = Clients.connect(1, configuration.getPort())
                .upgrade(UPGRADE)
                .hear(WELCOME)
                .stay()
                .sayFrame("42[\"order\",\"tea\"]")
                .stay();
        idle.leave();
        buyer.leave();
        Stage.hold();
    }

    private static void store(String order) throws InterruptedException {
        System.out.println("storing " + order);
        STORE.await(); // look here
    }

    private static int freePort() throws Exception {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            return ((InetSocketAddress)
                            probe.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress())
                    .getPort();
        }
    }
}
