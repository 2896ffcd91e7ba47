/*
 * library: Tomcat, server-sent events that stop
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: SeatPrices$Prices.doGet
 * hint: AsyncContext|heartbeat|comment
 * run: 9.0.107
 * libraries: tomcat-9
 * jdk: 8
 * run: 11.0.9, a jar
 * libraries: tomcat-11
 * replace: javax.servlet=jakarta.servlet
 * launch: jar
 */
package com.example.tickets;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Tells each client a price at once, and later ones when they change, which they do not. */
public final class SeatPrices {
    private SeatPrices() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "prices", new Prices()).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "prices");
        tomcat.start();
        Clients.talkAndLeave(3, tomcat.getConnector().getLocalPort(), Clients.get("/prices"), "data: 17\n\n\r\n");
        Stage.hold();
    }

    public static final class Prices extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Collection<AsyncContext> subscribers = new ConcurrentLinkedQueue<>();

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            AsyncContext context = request.startAsync(); // look here
            context.setTimeout(0);
            response.setContentType("text/event-stream");
            response.getWriter().write("data: 17\n\n");
            response.flushBuffer(); // look here
            subscribers.add(context);
        }
    }
}
