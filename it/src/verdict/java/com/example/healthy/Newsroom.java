/*
 * library: Jersey 2 on Grizzly, healthy: server-sent events with a heartbeat
 * libraries: jersey-grizzly-2.47
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.URI;
import javax.inject.Singleton;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.glassfish.jersey.media.sse.SseBroadcaster;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;

/** Tells all readers something twice a second; some stay, some leave. */
public final class Newsroom {
    private static final SseBroadcaster READERS = new SseBroadcaster();

    private Newsroom() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0/"), new ResourceConfig(News.class, SseFeature.class));
        Thread heartbeat = new Thread(Newsroom::beat, "heartbeat");
        heartbeat.setDaemon(true);
        heartbeat.start();
        int port = server.getListener("grizzly").getPort();
        Clients staying = Clients.connect(2, port).say(Clients.get("/news")).hear("data: 17");
        Clients.talkAndLeave(3, port, Clients.get("/news"), "data: 17");
        Thread.sleep(6500);
        Stage.hold();
        staying.leave();
    }

    private static void beat() {
        try {
            while (true) {
                Thread.sleep(500);
                READERS.broadcast(
                        new OutboundEvent.Builder().data(String.class, "17").build());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Singleton
    @Path("news")
    public static class News {
        @GET
        @Produces(SseFeature.SERVER_SENT_EVENTS)
        public EventOutput subscribe() {
            EventOutput reader = new EventOutput();
            READERS.add(reader);
            return reader;
        }
    }
}
