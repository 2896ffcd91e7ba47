/*
 * library: Jetty 9.2, thread pool whose threads all wait for a permit
 * libraries: jetty-9.2
 * leak: STUCK x4
 * leak: STARVED x3
 */
package com.example.bank;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Lets few requests at a time see the table, and forgets to give the permits back. After jetty/jetty.project#8908: six threads
 * are one that accepts, one that selects, and four that work.
 */
public final class RateTable extends AbstractHandler {
    private final Semaphore permits = new Semaphore(0);

    public static void main(String[] args) throws Exception {
        Server server = new Server(new QueuedThreadPool(6, 6));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new RateTable());
        server.start();
        Clients first = Clients.connect(4, connector.getLocalPort())
                .say(Clients.get("/rates"))
                .stay();
        Clients.speakAndLeave(3, connector.getLocalPort(), Clients.get("/rates"));
        first.leave();
        Stage.hold();
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        permits.acquireUninterruptibly(); // look here
        response.getWriter().print("1.08");
        base.setHandled(true);
    }
}
