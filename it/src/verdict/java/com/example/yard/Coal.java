/*
 * library: Armeria, service on the event loop that joins a future
 * libraries: armeria-1
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletableFuture;

/** Answers when coal has come, and joins that on the thread that reads from all clients. After opensearch-project/OpenSearch#19264, too. */
public final class Coal implements HttpService {
    private final CompletableFuture<String> delivery = new CompletableFuture<>();

    private Coal() {}

    public static void main(String[] args) throws Exception {
        Server server = Server.builder().http(0).service("/coal", new Coal()).build();
        server.start().join();
        Clients.speakAndLeave(3, server.activeLocalPort(), Clients.get("/coal"));
        Stage.hold();
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        return HttpResponse.of(delivery.join()); // look here
    }
}
