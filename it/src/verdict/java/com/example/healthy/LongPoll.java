/*
 * library: Jetty 9.4, healthy: long polls that are answered late
 * libraries: jetty-9
 * jdk: 8
 * healthy
 * daily
 */
package com.example.healthy;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** Some clients wait for their answers, others leave and their requests time out. */
public final class LongPoll {
    private LongPoll() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(new News());
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        Clients patient = Clients.connect(3, connector.getLocalPort()).say(Clients.get("/slow"));
        Clients.speakAndLeave(3, connector.getLocalPort(), Clients.get("/quick"));
        patient.hear("nothing new").leave();
        Thread.sleep(1000);
        Stage.hold();
    }

    public static final class News extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Timer timer = new Timer(true);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            answer(context);
                        }
                    },
                    request.getPathInfo().equals("/slow") ? 6000 : 1500);
        }

        private static void answer(AsyncContext context) {
            try {
                context.getResponse().getWriter().println("nothing new");
            } catch (IOException gone) {
                // nobody waits for it
            }
            context.complete();
        }
    }
}
