/*
 * library: Undertow servlet, doGet that waits for a lock
 * libraries: undertow-2.3 undertow-servlet-2.3
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.depot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** One dock for all; the forklift that is there does not leave. After spring-projects/spring-ai#6384. */
public final class Loading {
    private static final Lock DOCK = new ReentrantLock();

    private Loading() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            port = ((InetSocketAddress)
                            probe.bind(new InetSocketAddress("127.0.0.1", 0)).getLocalAddress())
                    .getPort();
        }
        CountDownLatch taken = new CountDownLatch(1);
        Thread forklift = new Thread(() -> stayAtDock(taken), "forklift");
        forklift.setDaemon(true);
        forklift.start();
        taken.await();
        DeploymentInfo depot = Servlets.deployment()
                .setClassLoader(Loading.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("depot")
                .addServlet(Servlets.servlet("load", Load.class).addMapping("/load"));
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(depot);
        manager.deploy();
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(manager.start())
                .build()
                .start();
        Clients.speakAndLeave(3, port, Clients.get("/load"));
        Stage.hold();
    }

    private static void stayAtDock(CountDownLatch taken) {
        DOCK.lock();
        taken.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static final class Load extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            DOCK.lock(); // look here
            try {
                response.getWriter().write("loaded");
            } finally {
                DOCK.unlock();
            }
        }
    }
}
