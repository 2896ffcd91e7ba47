/*
 * library: WireMock (shaded Jetty), transformer that waits
 * libraries: wiremock-3
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.yard;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.concurrent.CompletableFuture;

/** Answers as the real service did, when somebody has told how that was. After jetty/jetty.project#3436. */
public final class Understudy implements ResponseTransformerV2 {
    private final CompletableFuture<String> recorded = new CompletableFuture<>();

    private Understudy() {}

    public static void main(String[] args) throws Exception {
        WireMockServer server = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort().extensions(new Understudy()));
        server.start();
        server.stubFor(get("/service").willReturn(aResponse().withBody("?")));
        Clients.speakAndLeave(3, server.port(), Clients.get("/service"));
        Stage.hold();
    }

    @Override
    public String getName() {
        return "understudy";
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        return Response.Builder.like(response).but().body(recorded.join()).build(); // look here
    }
}
