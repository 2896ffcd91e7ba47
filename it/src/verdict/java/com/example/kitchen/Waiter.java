/*
 * library: Jetty 9.4, WebSocket session that is suspended
 * libraries: jetty-9
 * jdk: 8
 * leak: READING_PAUSED x3
 * handler: Waiter$Table.onWebSocketText
 * hint: resume
 */
package com.example.kitchen;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.SuspendToken;
import org.eclipse.jetty.websocket.api.WebSocketAdapter;
import org.eclipse.jetty.websocket.server.WebSocketHandler;
import org.eclipse.jetty.websocket.servlet.WebSocketServletFactory;

/** Takes one order of a table at a time, and the next when the first was served: it never is. */
public final class Waiter {
    private Waiter() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        server.setHandler(new WebSocketHandler() {
            @Override
            public void configure(WebSocketServletFactory factory) {
                factory.register(Table.class);
            }
        });
        server.start();
        Clients.connect(3, connector.getLocalPort())
                .upgrade("/table")
                .sayFrame("soup")
                .stay()
                .sayFrame("and bread")
                .stay()
                .leave();
        Stage.hold();
    }

    public static final class Table extends WebSocketAdapter {
        private static final Collection<SuspendToken> SERVING = new ConcurrentLinkedQueue<>();

        @Override
        public void onWebSocketText(String order) {
            SERVING.add(getSession().suspend()); // look here
        }
    }
}
