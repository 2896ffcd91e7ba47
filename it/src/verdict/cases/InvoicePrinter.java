/*
 * library: Socket, in a ThreadLocal of a pool whose threads have nothing to do
 * jdk: 11
 * ready: no
 * leak: IDLE_IN_POOL|NEVER_CLOSED x3 at return new PrinterConnection("localhost", port);
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * Each thread of a fixed pool has its connection in a ThreadLocal; after the work is done the threads wait for more, and the server hangs
 * up. A connection is kept for the next job, and nobody ever closes it.
 */
public class InvoicePrinter {

    static class PrinterConnection {
        private final Socket socket;
        private final DataOutputStream out;
        private final DataInputStream in;

        PrinterConnection(String host, int port) throws IOException {
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            in = new DataInputStream(socket.getInputStream());
        }

        int submit(String doc) throws IOException {
            out.writeUTF(doc);
            out.flush();
            return in.readInt();
        }
    }

    private final int port;
    private final ExecutorService workers = Executors.newFixedThreadPool(3);
    private final ThreadLocal<PrinterConnection> printer = ThreadLocal.withInitial(this::connect);

    InvoicePrinter(int port) { this.port = port; }

    private PrinterConnection connect() {
        try {
            return new PrinterConnection("localhost", port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Future<Integer> print(String invoice) {
        return workers.submit(() -> {
            Thread.sleep(60);
            return printer.get().submit(invoice);
        });
    }

    static class PrintServer implements Runnable {
        final ServerSocket listener;
        int jobs;
        PrintServer() throws IOException { listener = new ServerSocket(0); }

        public void run() {
            while (!listener.isClosed()) {
                try {
                    Socket c = listener.accept();
                    c.setSoTimeout(1000);
                    Thread t = new Thread(() -> serve(c), "print-server");
                    t.setDaemon(true);
                    t.start();
                } catch (IOException e) { return; }
            }
        }

        private void serve(Socket c) {
            try (c) {
                DataInputStream in = new DataInputStream(c.getInputStream());
                DataOutputStream out = new DataOutputStream(c.getOutputStream());
                while (true) {
                    in.readUTF();
                    synchronized (this) { out.writeInt(++jobs); }
                }
            } catch (IOException bye) { /* silence or end */ }
        }
    }

    public static void main(String[] args) throws Exception {
        PrintServer server = new PrintServer();
        Thread t = new Thread(server, "print-listener");
        t.setDaemon(true);
        t.start();
        InvoicePrinter p = new InvoicePrinter(server.listener.getLocalPort());
        List<Future<Integer>> jobs = new ArrayList<>();
        for (int i = 0; i < 12; i++) jobs.add(p.print("invoice " + i));
        for (Future<Integer> j : jobs) System.out.println("job " + j.get());
        Thread.sleep(14_500);
        System.exit(0);
    }
}
