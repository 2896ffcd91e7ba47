/*
 * library: Moquette, authenticator that waits on the event loop
 * libraries: moquette-0.17
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Stage;
import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.IAuthenticator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TransferQueue;

/** Hands each login to a clerk, who is away. After moquette-io/moquette#554. */
public final class Sensors implements IAuthenticator {
    private final TransferQueue<String> clerk = new LinkedTransferQueue<>();

    private Sensors() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Properties properties = new Properties();
        properties.setProperty("host", "127.0.0.1");
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("allow_anonymous", "false");
        properties.setProperty("persistence_enabled", "false");
        properties.setProperty("telemetry_enabled", "false");
        properties.setProperty("netty.epoll", "false");
        Server server = new Server();
        server.startServer(new MemoryConfig(properties), Collections.emptyList(), null, new Sensors(), null);
        String connect = "\u0010\u0017\0\u0004MQTT\u0004\u00c2\0\u003c\0\u0001a\0\u0004name\0\u0002pw";
        Socket[] clients = new Socket[3];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new Socket("127.0.0.1", port);
            clients[i].getOutputStream().write(connect.getBytes("ISO-8859-1"));
        }
        Thread.sleep(700);
        for (Socket client : clients) {
            client.close();
        }
        Stage.hold();
    }

    @Override
    public boolean checkValid(String client, String name, byte[] password) {
        try {
            clerk.transfer(name); // look here
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
