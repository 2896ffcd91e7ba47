/*
 * library: Jetty 6, handler that waits
 * libraries: jetty-6
 * leak: STUCK x3
 * jdk: 8
 */
package com.example.depot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.concurrent.Exchanger;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.mortbay.jetty.Server;
import org.mortbay.jetty.handler.AbstractHandler;
import org.mortbay.jetty.nio.SelectChannelConnector;

/** Each driver swaps forklifts with another service, which is down. */
public final class Forklift {
    private Forklift() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        SelectChannelConnector connector = new SelectChannelConnector();
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Swap());
        server.start();
        Clients.speakAndLeave(3, connector.getLocalPort(), Clients.get("/forklift"));
        Stage.hold();
    }

    public static final class Swap extends AbstractHandler {
        @Override
        public void handle(String target, HttpServletRequest request, HttpServletResponse response, int dispatch)
                throws IOException, ServletException {
            try {
                response.getWriter().write(swap("forklift 3"));
            } catch (InterruptedException e) {
                throw new ServletException(e);
            }
        }

        private String swap(String mine) throws InterruptedException {
            return new Exchanger<String>().exchange(mine); // look here
        }
    }
}
