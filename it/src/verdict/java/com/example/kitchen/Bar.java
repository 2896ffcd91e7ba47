/*
 * library: Jetty 12, WebSocket that does not demand the next frame
 * libraries: jetty-12
 * jdk: 17
 * leak: READING_PAUSED x3
 * handler: Bar$Guest.onWebSocketText
 * hint: demand
 */
package com.example.kitchen;

import com.example.stage.Clients;
import com.example.stage.Stage;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** Takes the first order of a guest, and forgets to ask for the next. */
public final class Bar {
    private Bar() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(
                server, container -> container.addMapping("/*", (request, response, callback) -> new Guest())));
        server.start();
        Clients.connect(3, connector.getLocalPort())
                .upgrade("/bar")
                .sayFrame("water")
                .stay()
                .leave();
        Stage.hold();
    }

    public static final class Guest implements Session.Listener {
        private int orders;

        @Override
        public void onWebSocketOpen(Session session) {
            session.demand();
        }

        @Override
        public void onWebSocketText(String order) {
            orders++; // look here
        }
    }
}
