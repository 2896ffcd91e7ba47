/*
 * library: Jetty 12, handler whose callback is not completed
 * libraries: jetty-12
 * jdk: 17
 * leak: REQUEST_NEVER_COMPLETED x4
 * handler: Oven$Bake.handle
 * hint: Callback
 * run: 12.0.16
 * run: 12.0.16, module path
 * launch: module
 */
package com.example.kitchen;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Answers when the bread is done; the oven is off. */
public final class Oven {
    private Oven() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        server.addConnector(connector);
        server.setHandler(new Bake());
        server.start();
        Clients.speakAndLeave(4, connector.getLocalPort(), Clients.get("/bread"));
        Stage.hold();
    }

    public static final class Bake extends Handler.Abstract {
        private final Queue<Callback> baking = new ConcurrentLinkedQueue<>();

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            baking.add(callback); // look here
            return true;
        }
    }
}
