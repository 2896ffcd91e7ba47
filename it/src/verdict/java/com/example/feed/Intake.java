/*
 * library: Vert.x, socket that stays paused
 * leak: READING_PAUSED x3
 * handler: Intake.connected
 * names: io.vertx.core.net.NetSocket#resume
 * jdk: 8
 * run: 3.9.16
 * libraries: vertx-3
 * run: 4.5.14
 * libraries: vertx-4
 * run: 5.0.1
 * libraries: vertx-5
 * jdk: 11
 */
package com.example.feed;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;

/** Pauses a connection while a batch is written, and resumes it when that is done: it never is. */
public final class Intake {
    private Intake() {}

    public static void main(String[] args) throws Exception {
        NetServer server = Vertx.vertx()
                .createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(0))
                .connectHandler(Intake::connected);
        server.listen();
        while (server.actualPort() == 0) {
            Thread.sleep(20);
        }
        Clients clients = Clients.connect(3, server.actualPort());
        for (int i = 0; i < 60; i++) {
            clients.say("a batch\n");
            Thread.sleep(20); // each in a read of its own: Vert.x keeps some before it stops reading
        }
        clients.leave();
        Stage.hold();
    }

    private static void connected(NetSocket socket) {
        socket.handler(batch -> socket.pause()); // look here
    }
}
