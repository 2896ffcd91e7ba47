/*
 * library: Jersey 3 on the JDK's server, StreamingOutput that waits for a queue
 * libraries: jersey-jdk-3
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Streams which lorries have been loaded, as they are; none is. After jetty/jetty.project#1473. */
public final class Loading {
    @Path("ramp")
    public static final class Ramp {
        private static final BlockingQueue<String> LORRIES = new LinkedBlockingQueue<>();

        @GET
        public StreamingOutput loaded() {
            return out -> {
                try {
                    for (String lorry = LORRIES.take(); !lorry.isEmpty(); lorry = LORRIES.take()) { // look here
                        out.write(lorry.getBytes("UTF-8"));
                        out.flush();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
        }
    }

    private Loading() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = JdkHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0/"), new ResourceConfig(Ramp.class), false);
        server.start();
        Clients.speakAndLeave(3, server.getAddress().getPort(), Clients.get("/ramp"));
        Stage.hold();
    }
}
