package com.example.calling;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks a client that answers on threads of its own. */
public final class Weather {
    private final HttpClient client;
    private final BodyHandler<String> handler;

    public Weather(HttpClient client, BodyHandler<String> handler) {
        this.client = client;
        this.handler = handler;
    }

    public CompletableFuture<?> ofToday(HttpRequest request) {
        return client.sendAsync(request, handler);
    }

    /** By a method reference. */
    public Function<HttpRequest, CompletableFuture<?>> later() {
        BiCall call = client::sendAsync;
        return request -> call.ask(request, handler);
    }

    private interface BiCall {
        CompletableFuture<?> ask(HttpRequest request, BodyHandler<String> handler);
    }
}
