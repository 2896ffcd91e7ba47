/*
 * library: JDK HttpClient, asynchronous answer whose stream nobody reads
 * jdk: 11
 * leak: NEVER_CLOSED x3
 * hint: BodyHandlers.ofInputStream
 * says: the only known asynchronous call of JDK HttpClient
 * run: classes
 * run: executable jar
 * launch: spring-boot
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks at the status only. The client opens and reads the connection on threads of its own. */
public final class Forecasts {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Forecasts() {}

    public static void main(String[] args) throws Exception {
        Peer office = Peer.of(Peer.http(200, 60_000, 0));
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            statuses.add(status(URI.create(office.url("/forecast/" + day))));
        }
        for (CompletableFuture<Integer> status : statuses) {
            System.out.println(status.get());
        }
        Peer.pause(700);
        office.leave();
        Stage.hold();
    }

    private static CompletableFuture<Integer> status(URI forecast) {
        HttpRequest request = HttpRequest.newBuilder(forecast).build();
        return HTTP.sendAsync(request, BodyHandlers.ofInputStream()) // look here
                .thenApply(answer -> answer.statusCode());
    }
}
