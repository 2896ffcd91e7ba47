/*
 * library: Jetty 9.4, asynchronous servlet that is not completed
 * libraries: jetty-9
 * jdk: 8
 * leak: REQUEST_NEVER_COMPLETED x4
 * handler: OrderQueue$Orders.doPost
 * names: javax.servlet.AsyncContext#complete
 * run: HTTP
 * daily
 * run: HTTP, a fat jar
 * launch: fat
 * run: TLS
 * arguments: tls
 */
package com.example.kitchen;

import com.example.stage.Clients;
import com.example.stage.Stage;
import com.example.stage.Tls;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Takes orders and answers when the cook is done, of which nobody tells. */
public final class OrderQueue {
    private OrderQueue() {}

    public static void main(String[] args) throws Exception {
        boolean tls = args.length > 0;
        Server server = new Server();
        ServerConnector connector = tls ? new ServerConnector(server, tls()) : new ServerConnector(server);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(new Orders());
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        int port = connector.getLocalPort();
        (tls ? Clients.connectTls(4, port) : Clients.connect(4, port))
                .say("POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nsoup")
                .stay()
                .leave();
        Stage.hold();
    }

    private static SslContextFactory.Server tls() throws Exception {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(Tls.server());
        return factory;
    }

    public static final class Orders extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Collection<AsyncContext> cooking = new ConcurrentLinkedQueue<>();

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
            while (request.getInputStream().read() >= 0) { // look here
                // what is ordered
            }
            AsyncContext context = request.startAsync(); // look here
            context.setTimeout(0);
            cooking.add(context);
        }
    }
}
