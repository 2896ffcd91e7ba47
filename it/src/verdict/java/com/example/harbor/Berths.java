/*
 * library: Javalin, future that is never completed
 * libraries: javalin-6
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: Berths.berth
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers when a berth is free; nobody says so. After javalin/javalin#573. */
public final class Berths {
    private final Collection<CompletableFuture<String>> waiting = new ConcurrentLinkedQueue<>();

    private Berths() {}

    public static void main(String[] args) throws Exception {
        Berths berths = new Berths();
        Javalin server = Javalin.create(config -> config.showJavalinBanner = false)
                .get("/berth", berths::berth)
                .start("127.0.0.1", 0);
        Clients.speakAndLeave(3, server.port(), Clients.get("/berth"));
        Stage.hold();
    }

    private void berth(Context request) {
        CompletableFuture<String> berth = new CompletableFuture<>();
        waiting.add(berth);
        request.future(() -> berth.thenAccept(request::result)); // look here
    }
}
