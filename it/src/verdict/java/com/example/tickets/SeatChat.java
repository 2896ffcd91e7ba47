/*
 * library: Tomcat, WebSocket whose onMessage waits for a lock
 * leak: STUCK x3
 * run: 8.5.100
 * libraries: tomcat-8.5
 * jdk: 8
 * run: 11.0.9
 * libraries: tomcat-11
 * replace: javax.servlet=jakarta.servlet javax.websocket=jakarta.websocket
 */
package com.example.tickets;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.nio.file.Files;
import java.util.concurrent.locks.ReentrantLock;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import javax.websocket.DeploymentException;
import javax.websocket.OnMessage;
import javax.websocket.server.ServerContainer;
import javax.websocket.server.ServerEndpoint;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** A chat whose history is locked by an export that does not end. */
public final class SeatChat {
    private static final ReentrantLock HISTORY = new ReentrantLock();

    private SeatChat() {}

    public static void main(String[] args) throws Exception {
        HISTORY.lock();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        context.addApplicationListener(Deployment.class.getName());
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        Clients.connect(3, tomcat.getConnector().getLocalPort())
                .upgrade("/chat")
                .sayFrame("hello")
                .stay()
                .leave();
        Stage.hold();
    }

    public static final class Deployment implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            try {
                ((ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName()))
                        .addEndpoint(Chat.class);
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            // nothing to do
        }
    }

    @ServerEndpoint("/chat")
    public static final class Chat {
        @OnMessage
        public String message(String text) {
            HISTORY.lock(); // look here
            try {
                return text;
            } finally {
                HISTORY.unlock();
            }
        }
    }
}
