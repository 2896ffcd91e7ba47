/*
 * library: Tomcat 7 with the blocking connector, servlet that joins a thread
 * libraries: tomcat-7
 * leak: STUCK x3
 * jdk: 8
 */
package com.example.depot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Starts a thread for each truck, and joins it. */
public final class Ramp extends HttpServlet {
    private static final long serialVersionUID = 1;

    private Ramp() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setPort(0);
        tomcat.getConnector().setProtocol("org.apache.coyote.http11.Http11Protocol");
        Context context = tomcat.addContext("", System.getProperty("java.io.tmpdir"));
        Tomcat.addServlet(context, "ramp", new Ramp());
        context.addServletMapping("/ramp", "ramp");
        tomcat.start();
        Clients.speakAndLeave(3, tomcat.getConnector().getLocalPort(), Clients.get("/ramp"));
        Stage.hold();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Thread truck = new Thread(LockSupport::park, "truck");
        truck.setDaemon(true);
        truck.start();
        try {
            truck.join(); // look here
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
        response.getWriter().write("loaded");
    }
}
