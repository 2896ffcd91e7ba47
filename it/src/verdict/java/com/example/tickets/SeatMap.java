/*
 * library: Tomcat, asynchronous servlet that is not completed
 * leak: REQUEST_NEVER_COMPLETED x4
 * handler: SeatMap$Seats.doGet
 * names: javax.servlet.AsyncContext#complete
 * jdk: 8
 * run: 8.5.100
 * libraries: tomcat-8.5
 * run: 9.0.107
 * libraries: tomcat-9
 * daily
 * run: 11.0.9
 * libraries: tomcat-11
 * replace: javax.servlet=jakarta.servlet
 * jdk: 17
 * leak: REQUEST_NEVER_COMPLETED x4
 * handler: SeatMap$Seats.doGet
 * names: jakarta.servlet.AsyncContext#complete
 */
package com.example.tickets;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.nio.file.Files;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Asks for seats to be pushed when one gets free, which never happens; there is no timeout. */
public final class SeatMap {
    private SeatMap() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "seats", new Seats()).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "seats");
        tomcat.start();
        Clients.speakAndLeave(4, tomcat.getConnector().getLocalPort(), Clients.get("/seats"));
        Stage.hold();
    }

    public static final class Seats extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Collection<AsyncContext> waiting = new ConcurrentLinkedQueue<>();

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync(); // look here
            context.setTimeout(0);
            waiting.add(context);
        }
    }
}
