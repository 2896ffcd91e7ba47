package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.Clients;
import io.closewait.it.verdict.peer.TomcatSite;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.catalina.core.StandardVirtualThreadExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A servlet in Tomcat takes a lock that the stock-taking never gives back; meanwhile its clients leave. With the argument
 * {@code virtual}, requests run on virtual threads.
 */
public final class CheckoutShop {
    private static final int CLIENTS = 10;

    @SuppressWarnings("UnusedVariable")
    private static int sold;

    private CheckoutShop() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        new Thread(() -> takeStock(taken), "stock-taking").start();
        taken.await();
        CountDownLatch requests = new CountDownLatch(CLIENTS);
        TomcatSite shop = new TomcatSite(new Checkout(requests), 20_000, args.length > 0 ? virtualThreads() : null);
        Clients.speakAndLeave(CLIENTS, shop.port(), "GET /checkout HTTP/1.1\r\nHost: shop\r\n\r\n");
        requests.await();
        Stage.hold();
    }

    private static @Nullable StandardVirtualThreadExecutor virtualThreads() throws Exception {
        StandardVirtualThreadExecutor executor = new StandardVirtualThreadExecutor();
        executor.init();
        executor.start();
        return executor;
    }

    private static synchronized void takeStock(CountDownLatch taken) {
        taken.countDown();
        waitForTheWarehouse();
    }

    private static synchronized void takeOne() {
        sold++; // look here
    }

    private static void waitForTheWarehouse() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Checkout extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient CountDownLatch requests;

        private Checkout(CountDownLatch requests) {
            this.requests = requests;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            requests.countDown();
            takeOne();
            response.getWriter().println("thank you");
        }
    }
}
