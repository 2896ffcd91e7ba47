/*
 * library: CXF on Jetty, JAX-RS resource whose interceptor waits for a monitor
 * libraries: cxf-3
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Writes each request into one book, whose keeper does not let go of it. */
public final class Customs {
    @Path("goods")
    public static final class Goods {
        @GET
        public String all() {
            return "none";
        }
    }

    private static final class Book extends AbstractPhaseInterceptor<Message> {
        private int entries;

        Book() {
            super(Phase.PRE_INVOKE);
        }

        @Override
        public void handleMessage(Message message) {
            synchronized (this) { // look here
                entries++; // look here
            }
        }

        private synchronized void keep() {
            try {
                Thread.sleep(300_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Customs() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Book book = new Book();
        Thread keeper = new Thread(book::keep, "keeper");
        keeper.setDaemon(true);
        keeper.start();
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setResourceClasses(Goods.class);
        factory.setAddress("http://127.0.0.1:" + port + "/");
        factory.getInInterceptors().add(book);
        factory.create();
        Clients.speakAndLeave(3, port, Clients.get("/goods"));
        Stage.hold();
    }
}
