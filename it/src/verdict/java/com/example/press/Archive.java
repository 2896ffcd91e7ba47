/*
 * library: Grizzly, response that stays suspended
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: Archive$Search.service
 * names: org.glassfish.grizzly.http.server.Response#resume
 * run: 2.4.4
 * libraries: grizzly-2.4
 * jdk: 8
 * run: 4.0.2
 * libraries: grizzly-4.0
 * jdk: 11
 */
package com.example.press;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Suspends each search until its index is there. */
public final class Archive {
    private Archive() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = new HttpServer();
        NetworkListener listener = new NetworkListener("archive", "127.0.0.1", 0);
        server.addListener(listener);
        server.getServerConfiguration().addHttpHandler(new Search(), "/");
        server.start();
        Clients.speakAndLeave(3, listener.getPort(), Clients.get("/search"));
        Stage.hold();
    }

    public static final class Search extends HttpHandler {
        private final Collection<Response> waiting = new ConcurrentLinkedQueue<>();

        @Override
        public void service(Request request, Response response) {
            response.suspend(); // look here
            waiting.add(response);
        }
    }
}
