/*
 * library: Jetty 8, continuation that is never resumed
 * libraries: jetty-8
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: Switchyard.handle
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.continuation.Continuation;
import org.eclipse.jetty.continuation.ContinuationSupport;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.server.nio.SelectChannelConnector;

/** Holds each request until a switch moves; none does. */
public final class Switchyard extends AbstractHandler {
    private final Queue<Continuation> waiting = new ConcurrentLinkedQueue<>();

    private Switchyard() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        SelectChannelConnector connector = new SelectChannelConnector();
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Switchyard());
        server.start();
        Clients.speakAndLeave(3, connector.getLocalPort(), Clients.get("/switch"));
        Stage.hold();
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response) {
        Continuation continuation = ContinuationSupport.getContinuation(request);
        continuation.setTimeout(0);
        continuation.suspend(response); // look here
        waiting.add(continuation);
        base.setHandled(true);
    }
}
