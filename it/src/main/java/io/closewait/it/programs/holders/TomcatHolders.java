package io.closewait.it.programs.holders;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A servlet that puts a connection into the user's session. */
final class TomcatHolders {
    private TomcatHolders() {}

    static void leak() throws Exception {
        Peers peers = new Peers();
        Path base = Files.createTempDirectory("holders-tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", base.toString());
        Tomcat.addServlet(context, "desk", new Desk(peers));
        context.addServletMappingDecoded("/", "desk");
        tomcat.getConnector();
        tomcat.start();
        int port = tomcat.getConnector().getLocalPort();
        URLConnection request =
                URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
        request.setRequestProperty("Connection", "close");
        try (InputStream answer = request.getInputStream()) {
            while (answer.read() >= 0) {
                // to its end
            }
        }
        peers.leave(1);
    }

    private static final class Desk extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Peers peers;

        Desk(Peers peers) {
            this.peers = peers;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getSession().setAttribute("line", new Line(peers.connect()));
        }
    }

    private static final class Line {
        private final Socket uplink;

        Line(Socket uplink) {
            this.uplink = uplink;
        }

        @Override
        public String toString() {
            return String.valueOf(uplink);
        }
    }
}
