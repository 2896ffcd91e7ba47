/*
 * library: Jetty 9.2, healthy: answers that take their time
 * libraries: jetty-9.2
 * healthy
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Works on each request for five seconds, four at a time; the clients wait. */
public final class Patience extends AbstractHandler {
    public static void main(String[] args) throws Exception {
        Server server = new Server(new QueuedThreadPool(6, 6));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Patience());
        server.start();
        Clients.talkAndLeave(6, connector.getLocalPort(), Clients.get("/work"), "done");
        Thread.sleep(1000);
        Stage.hold();
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Thread.sleep(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        response.getWriter().print("done");
        base.setHandled(true);
    }
}
