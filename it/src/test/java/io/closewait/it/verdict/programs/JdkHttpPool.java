package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.JettySite;
import io.closewait.it.verdict.peer.Load;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The JDK's HttpClient keeps four connections; the server closes those that are idle, and the client, which keeps its read
 * interest on pooled connections, sees that. No leak.
 */
public final class JdkHttpPool {
    private JdkHttpPool() {}

    public static void main(String[] args) throws Exception {
        JettySite catalogue = new JettySite();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(catalogue.url("/"))).build();
        List<CompletableFuture<?>> atOnce = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            atOnce.add(http.sendAsync(request, BodyHandlers.ofString()));
        }
        CompletableFuture.allOf(atOnce.toArray(CompletableFuture[]::new)).join();
        Load.lasting(Duration.ofSeconds(6), () -> http.send(request, BodyHandlers.ofString()));
        Stage.hold();
    }
}
