/*
 * library: Apache HttpCore 5 asynchronous server, handler that waits for a phaser on the reactor's thread
 * libraries: httpcore-5
 * leak: STUCK x3
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Phaser;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.util.Timeout;

/** Weighs what is on the scales when they are still; they never are. */
public final class Scales implements AsyncServerRequestHandler<Message<HttpRequest, String>> {
    private final Phaser rest = new Phaser(1);

    private Scales() {}

    public static void main(String[] args) throws Exception {
        HttpAsyncServer server = AsyncServerBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setSoTimeout(Timeout.DISABLED)
                        .setIoThreadCount(2)
                        .build())
                .register("*", new Scales())
                .create();
        server.start();
        ListenerEndpoint endpoint = server.listen(new InetSocketAddress("127.0.0.1", 0), URIScheme.HTTP)
                .get();
        Clients.speakAndLeave(3, ((InetSocketAddress) endpoint.getAddress()).getPort(), Clients.get("/weight"));
        Stage.hold();
    }

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
            HttpRequest request, EntityDetails details, HttpContext context) {
        return new BasicRequestConsumer<>(details == null ? null : new StringAsyncEntityConsumer());
    }

    @Override
    public void handle(Message<HttpRequest, String> request, ResponseTrigger response, HttpContext context)
            throws HttpException, IOException {
        rest.awaitAdvance(0); // look here
        response.submitResponse(AsyncResponseBuilder.create(200).build(), context);
    }
}
