/*
 * library: Apache HttpCore 4.4 server, healthy: slow answers, and clients that leave before them
 * libraries: httpclient-4.5
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Peer;
import com.example.stage.Stage;
import java.net.InetAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.bootstrap.HttpServer;
import org.apache.http.impl.bootstrap.ServerBootstrap;

/** Takes a second for each ticket; some do not wait for it. */
public final class Ticketing {
    private Ticketing() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .registerHandler("*", (request, response, context) -> {
                    Peer.pause(1000);
                    response.setEntity(new StringEntity("ticket", "UTF-8"));
                })
                .create();
        server.start();
        int port = server.getLocalPort();
        Clients waiting = Clients.connect(2, port);
        ExecutorService hasty = Executors.newSingleThreadExecutor();
        for (int i = 0; i < 6; i++) {
            hasty.execute(() -> leaveEarly(port));
            waiting.say(Clients.get("/ticket")).hear("\r\n\r\nticket");
        }
        Stage.hold();
    }

    private static void leaveEarly(int port) {
        try {
            Clients.connect(3, port).say(Clients.get("/ticket")).leave();
        } catch (Exception e) {
            e.printStackTrace();
        }
    }
}
