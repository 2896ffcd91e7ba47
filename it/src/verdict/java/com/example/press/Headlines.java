/*
 * library: Jersey 2 on Grizzly, EventOutput that goes silent
 * libraries: jersey-grizzly-2.47
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: Headlines$News.subscribe
 */
package com.example.press;

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
import org.glassfish.jersey.media.sse.SseBroadcaster;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;

/** Nothing happens that could be broadcast. After eclipse-ee4j/jersey#2807. */
public final class Headlines {
    private Headlines() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0/"), new ResourceConfig(News.class, SseFeature.class));
        Clients.talkAndLeave(3, server.getListener("grizzly").getPort(), Clients.get("/news"), "\r\n\r\n");
        Stage.hold();
    }

    @Singleton
    @Path("news")
    public static class News {
        private final SseBroadcaster readers = new SseBroadcaster();

        @GET
        @Produces(SseFeature.SERVER_SENT_EVENTS)
        public EventOutput subscribe() {
            EventOutput reader = new EventOutput(); // look here
            readers.add(reader); // look here
            return reader; // look here
        }
    }
}
