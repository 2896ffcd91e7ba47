/*
 * library: Tomcat 8.5, stream whose loop has nothing to write
 * libraries: tomcat-8.5
 * leak: STUCK x3
 */
package com.example.observe;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Streams measurements of commands, as long as there are any. After Netflix/Hystrix#1430: without data nothing is written, so
 * nothing tells the loop that its client has left.
 */
public final class CommandStream {
    private CommandStream() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "stream", new Measurements());
        context.addServletMappingDecoded("/*", "stream");
        tomcat.start();
        Clients.speakAndLeave(3, tomcat.getConnector().getLocalPort(), Clients.get("/hystrix.stream"));
        Stage.hold();
    }

    public static final class Measurements extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Queue<String> samples = new ConcurrentLinkedQueue<>();
        private volatile boolean isDestroyed;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/event-stream");
            try {
                while (!isDestroyed) {
                    for (String sample = samples.poll(); sample != null; sample = samples.poll()) {
                        response.getWriter().print("data: " + sample + "\n\n");
                        response.flushBuffer();
                    }
                    Thread.sleep(500); // look here
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void destroy() {
            isDestroyed = true;
        }
    }
}
