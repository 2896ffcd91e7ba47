/*
 * library: Tomcat, ReadListener that stops before isReady says no
 * libraries: tomcat-11
 * leak: REQUEST_NEVER_COMPLETED|READING_PAUSED x3
 * handler: Manifest.doPost
 * handler: Manifest$Reading.onDataAvailable
 * run: 11
 * jdk: 17
 * run: 11, virtual threads
 * arguments: virtual
 * jdk: 21
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Reads a list in pieces of 1 kB, one for each call, and there is only one call. */
public final class Manifest extends HttpServlet {
    private static final class Reading implements ReadListener {
        private final AsyncContext async;
        private final ServletInputStream in;
        private final byte[] piece = new byte[1024];

        Reading(AsyncContext async, ServletInputStream in) {
            this.async = async;
            this.in = in;
        }

        @Override
        public void onDataAvailable() throws IOException {
            in.read(piece); // look here
        }

        @Override
        public void onAllDataRead() throws IOException {
            async.getResponse().getWriter().print("read");
            async.complete();
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }

    private Manifest() {}

    public static void main(String[] args) throws Exception {
        Path base = Files.createTempDirectory("manifest");
        base.toFile().deleteOnExit();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        if (args.length > 0) {
            tomcat.getConnector().setProperty("useVirtualThreads", "true");
        }
        Context context = tomcat.addContext("", base.toString());
        Tomcat.addServlet(context, "manifest", new Manifest()).setAsyncSupported(true);
        context.addServletMappingDecoded("/manifest", "manifest");
        tomcat.start();
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            list.append('x');
        }
        Clients.speakAndLeave(
                3,
                tomcat.getConnector().getLocalPort(),
                "POST /manifest HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + list.length() + "\r\n\r\n" + list);
        Stage.hold();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        request.getInputStream().setReadListener(new Reading(async, request.getInputStream())); // look here
    }
}
