/*
 * library: Ratpack, body that nobody reads before a promise is fulfilled
 * libraries: ratpack-1.9
 * leak: REQUEST_NEVER_COMPLETED|READING_PAUSED x3
 * handler: Cranes.handle
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import ratpack.exec.Downstream;
import ratpack.exec.Promise;
import ratpack.handling.Context;
import ratpack.handling.Handler;
import ratpack.server.RatpackServer;

/**
 * Reads what to lift when a crane is free, and nobody gives one back. After ratpack/ratpack#1744. Not with epoll, which tells of
 * the end also when nobody reads.
 */
public final class Cranes implements Handler {
    private final List<Downstream<? super String>> waiting = Collections.synchronizedList(new ArrayList<>());

    private Cranes() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("io.netty.transport.noNative", "true");
        RatpackServer server = RatpackServer.start(definition -> definition
                .serverConfig(config -> config.port(0).development(false))
                .handler(registry -> new Cranes()));
        StringBuilder load = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            load.append('x');
        }
        Clients.speakAndLeave(
                3,
                server.getBindPort(),
                "POST /crane HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + load.length() + "\r\n\r\n" + load);
        Stage.hold();
    }

    @Override
    public void handle(Context context) {
        Promise.<String>async(waiting::add) // look here
                .flatMap(crane -> context.getRequest().getBody()) // look here
                .then(load -> context.render("lifted " + load.getText().length())); // look here
    }
}
