package io.closewait.demo.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Lets visitors in one by one. The mistake: the accepting thread itself waits for the visitor book. */
public final class FrontDoor implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final VisitorBook book;
    private final Thread porter = new Thread(this::letVisitorsIn, "front-door-porter");

    public FrontDoor(VisitorBook book) throws IOException {
        this.book = book;
        porter.setDaemon(true);
        porter.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void letVisitorsIn() {
        while (!listener.isClosed()) {
            try (Socket visitor = listener.accept()) {
                book.enter(visitor.getPort());
            } catch (IOException closed) {
                // The loop looks at the listener.
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        listener.close();
        porter.join();
    }

    /** One writer at a time. */
    public static final class VisitorBook {
        private int visitors;

        public synchronized void enter(int visitor) {
            if (visitor > 0) {
                visitors++;
            }
        }

        public synchronized int visitors() {
            return visitors;
        }
    }
}
