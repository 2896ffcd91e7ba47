package io.closewait.demo.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Streams the catalogue to one client that has already ended its own side, which is CLOSE_WAIT and right. No mistake
 * here.
 */
public final class CatalogueExport implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch lastPage = new CountDownLatch(1);
    private final Thread exporter = new Thread(this::export, "catalogue-export");

    public CatalogueExport() throws IOException {
        exporter.setDaemon(true);
        exporter.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void export() {
        try (Socket client = listener.accept()) {
            client.getInputStream().readAllBytes();
            streamPages(client);
        } catch (IOException clientGone) {
            // Closed by the try.
        } catch (InterruptedException neverSent) {
            Thread.currentThread().interrupt();
        }
    }

    private void streamPages(Socket client) throws IOException, InterruptedException {
        do {
            client.getOutputStream().write("a page of books\n".getBytes(UTF_8));
        } while (!lastPage.await(200, TimeUnit.MILLISECONDS));
    }

    /** Ends the stream after the next page. */
    @Override
    public void close() throws IOException, InterruptedException {
        lastPage.countDown();
        exporter.join();
        listener.close();
    }
}
