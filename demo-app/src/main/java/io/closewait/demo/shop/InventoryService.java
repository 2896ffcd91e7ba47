package io.closewait.demo.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Reserves articles, a worker a client. The mistake: one lock for all, and a client is not looked at meanwhile. */
public final class InventoryService implements AutoCloseable {
    private final AtomicInteger clientsInHand = new AtomicInteger();
    private final AtomicInteger workers = new AtomicInteger();
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService pool = Executors.newFixedThreadPool(10, this::newWorker);
    private final Stock stock;
    private final Thread acceptor = new Thread(this::acceptClients, "inventory-acceptor");

    public InventoryService(Stock stock) throws IOException {
        this.stock = stock;
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void acceptClients() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                pool.execute(() -> serve(client));
            } catch (IOException closed) {
                // The loop looks at the listener.
            }
        }
    }

    private void serve(Socket client) {
        clientsInHand.incrementAndGet();
        try (client) {
            String article = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine();
            int left = reserve(String.valueOf(article));
            client.getOutputStream().write((left + " left\n").getBytes(UTF_8));
        } catch (IOException clientGone) {
            // Found out too late.
        } finally {
            clientsInHand.decrementAndGet();
        }
    }

    public int clientsInHand() {
        return clientsInHand.get();
    }

    private int reserve(String article) {
        synchronized (stock) {
            return stock.take(article);
        }
    }

    private Thread newWorker(Runnable work) {
        Thread thread = new Thread(work, "inventory-worker-" + workers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        listener.close();
        acceptor.join();
        pool.shutdown();
        if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
            throw new IOException("workers are still busy");
        }
    }

    /** What there is; callers lock it. */
    public static final class Stock {
        private int articles = 1_000;

        int take(String article) {
            return article.isEmpty() ? articles : --articles;
        }
    }
}
