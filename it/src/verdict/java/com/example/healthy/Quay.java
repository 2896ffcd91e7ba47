/*
 * library: Pekko HTTP, healthy: late answers, clients that stay, and clients that leave
 * libraries: pekko-http-1
 * healthy
 * jdk: 11
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Completes each answer from a timer, a moment after the request. */
public final class Quay {
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    private Quay() {}

    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create(
                "quay", ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.load()));
        ServerBinding binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(new Quay()::handle)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        int port = binding.localAddress().getPort();
        Clients staying = Clients.connect(2, port).say(Clients.get("/berth")).hear("moored");
        for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(100)) {
            Clients.talkAndLeave(2, port, Clients.get("/berth"), "moored");
            Clients.connect(1, port).say(Clients.get("/berth")).leave();
        }
        Stage.hold();
        staying.leave();
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request) {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        timer.schedule(() -> answer.complete(HttpResponse.create().withEntity("moored")), 400, TimeUnit.MILLISECONDS);
        return answer;
    }
}
