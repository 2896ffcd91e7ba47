package io.closewait.it.verdict.peer;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** A Tomcat with one servlet at every path. */
public final class TomcatSite {
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    /**
     * @param keepAliveMillis after which it closes an idle connection
     * @param executor that runs the requests, null for Tomcat's own
     */
    public TomcatSite(HttpServlet servlet, int keepAliveMillis, @Nullable Executor executor)
            throws IOException, LifecycleException {
        TOMCAT.setLevel(Level.WARNING);
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("keepAliveTimeout", String.valueOf(keepAliveMillis));
        if (executor != null) {
            tomcat.getConnector().getProtocolHandler().setExecutor(executor);
        }
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "servlet", servlet);
        context.addServletMappingDecoded("/*", "servlet");
        tomcat.start();
    }

    /** A servlet that answers in one line. */
    public static HttpServlet answering(String line) {
        return new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setContentType("text/plain");
                response.getWriter().println(line);
            }
        };
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }
}
