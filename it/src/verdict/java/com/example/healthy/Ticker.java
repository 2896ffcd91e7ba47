/*
 * library: Tomcat 9, healthy: server-sent events with a heartbeat
 * libraries: tomcat-9
 * jdk: 8
 * healthy
 */
package com.example.healthy;

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

/** Writes to each subscriber twice a second, and completes the request of one that has left. */
public final class Ticker {
    private static final Collection<AsyncContext> SUBSCRIBERS = new ConcurrentLinkedQueue<>();

    private Ticker() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "prices", new Prices()).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "prices");
        tomcat.start();
        Thread heartbeat = new Thread(Ticker::beat, "heartbeat");
        heartbeat.setDaemon(true);
        heartbeat.start();
        int port = tomcat.getConnector().getLocalPort();
        Clients staying = Clients.connect(2, port).say(Clients.get("/prices")).hear("data: 17");
        Clients.talkAndLeave(3, port, Clients.get("/prices"), "data: 17\n\n\r\n");
        Thread.sleep(6500);
        Stage.hold();
        staying.leave();
    }

    private static void beat() {
        try {
            while (true) {
                Thread.sleep(500);
                for (AsyncContext subscriber : SUBSCRIBERS) {
                    try {
                        subscriber.getResponse().getOutputStream().print("data: 17\n\n");
                        subscriber.getResponse().flushBuffer();
                    } catch (IOException | IllegalStateException gone) { // the latter if the container saw it first
                        SUBSCRIBERS.remove(subscriber);
                        complete(subscriber);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void complete(AsyncContext request) {
        try {
            request.complete();
        } catch (IllegalStateException isComplete) {
            // by the container
        }
    }

    public static final class Prices extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            response.setContentType("text/event-stream");
            SUBSCRIBERS.add(context);
        }
    }
}
