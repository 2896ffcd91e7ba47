/*
 * library: RESTEasy on Undertow, AsyncResponse that is never resumed
 * libraries: resteasy-4
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: Weighbridge$Bridge.weigh
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.undertow.Undertow;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;
import javax.ws.rs.core.Application;
import org.jboss.resteasy.plugins.server.undertow.UndertowJaxrsServer;

/** Answers when the bridge has come to rest, and nobody tells that it has. After resteasy/resteasy#1356. */
public final class Weighbridge {
    @Path("bridge")
    public static final class Bridge {
        private static final Queue<AsyncResponse> LORRIES = new ConcurrentLinkedQueue<>();

        @GET
        public void weigh(@Suspended AsyncResponse lorry) {
            LORRIES.add(lorry); // look here
        }
    }

    public static final class Bridges extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Collections.singleton(Bridge.class);
        }
    }

    private Weighbridge() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        UndertowJaxrsServer server = new UndertowJaxrsServer();
        server.deploy(Bridges.class, "/");
        server.start(Undertow.builder().addHttpListener(port, "127.0.0.1"));
        Clients.speakAndLeave(3, port, Clients.get("/bridge"));
        Stage.hold();
    }
}
