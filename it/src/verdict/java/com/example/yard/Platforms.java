/*
 * library: Pekko HTTP, stage that is never completed
 * libraries: pekko-http-1
 * leak: REQUEST_NEVER_COMPLETED|END_OF_STREAM_IGNORED x3
 * handler: Platforms.handle
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Answers when a platform is free, which nobody says; the timeouts are off, as for long polls. After akka/akka-http#4457. */
public final class Platforms {
    private final Queue<CompletableFuture<HttpResponse>> trains = new ConcurrentLinkedQueue<>();

    private Platforms() {}

    public static void main(String[] args) throws Exception {
        Config config = ConfigFactory.parseString("pekko.http.server.request-timeout = infinite\n"
                        + "pekko.http.server.idle-timeout = infinite\npekko.loglevel = WARNING\n")
                .withFallback(ConfigFactory.load());
        ActorSystem system = ActorSystem.create("yard", config);
        ServerBinding binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(new Platforms()::handle)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        Clients.speakAndLeave(3, binding.localAddress().getPort(), Clients.get("/platform"));
        Stage.hold();
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request) {
        CompletableFuture<HttpResponse> train = new CompletableFuture<>();
        trains.add(train); // look here
        return train;
    }
}
