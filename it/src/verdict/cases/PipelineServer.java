/*
 * library: a hand-made server, parsers hand requests to workers that wait for a read lock
 * jdk: 11
 * ready: no
 * leak: STUCK x3 at cacheLock.readLock().lock();
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A parser for each connection puts requests into a queue, two workers compute, a responder writes and closes. Both workers wait for a
 * read lock that the refresher of the cache keeps; the third request waits behind them in the queue.
 */
public class PipelineServer {
    static final class Request {
        final Socket from;
        final String path;
        String body;
        Request(Socket from, String path) { this.from = from; this.path = path; }
    }

    private final BlockingQueue<Request> parsed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> done = new LinkedBlockingQueue<>();
    private final ReentrantReadWriteLock cacheLock = new ReentrantReadWriteLock();
    private final CountDownLatch replicaAck = new CountDownLatch(1);

    void parse(Socket s) {
        try {
            BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()));
            String[] first = r.readLine().split(" ");
            while (!r.readLine().isEmpty()) { }
            parsed.add(new Request(s, first[1]));
        } catch (IOException | RuntimeException e) {
            try { s.close(); } catch (IOException ignored) { }
        }
    }

    void work() {
        try {
            while (true) {
                Request q = parsed.take();
                q.body = compute(q.path);
                done.put(q);
            }
        } catch (InterruptedException e) {
            System.err.println("worker interrupted");
        }
    }

    private String compute(String path) {
        cacheLock.readLock().lock();
        try {
            return "page " + path.hashCode();
        } finally {
            cacheLock.readLock().unlock();
        }
    }

    void respond() {
        try {
            while (true) {
                Request q = done.take();
                try (Socket s = q.from) {
                    s.getOutputStream().write(("HTTP/1.0 200 OK\r\n\r\n" + q.body).getBytes());
                } catch (IOException e) {
                    System.err.println("respond: " + e);
                }
            }
        } catch (InterruptedException e) { }
    }

    void refresh() {
        cacheLock.writeLock().lock();
        try {
            replicaAck.await();
        } catch (InterruptedException e) {
        } finally {
            cacheLock.writeLock().unlock();
        }
    }

    static Thread daemon(String name, Runnable r) {
        Thread t = new Thread(r, name);
        t.setDaemon(true);
        t.start();
        return t;
    }

    static Socket get(int port, String path) throws IOException {
        Socket c = new Socket("127.0.0.1", port);
        c.getOutputStream().write(("GET " + path + " HTTP/1.0\r\nHost: a\r\n\r\n").getBytes());
        return c;
    }

    public static void main(String[] args) throws Exception {
        PipelineServer p = new PipelineServer();
        ServerSocket ss = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        daemon("worker-1", p::work);
        daemon("worker-2", p::work);
        daemon("responder", p::respond);
        daemon("acceptor", () -> {
            try {
                while (true) { Socket s = ss.accept(); daemon("parser", () -> p.parse(s)); }
            } catch (IOException e) { }
        });
        try (Socket ok = get(ss.getLocalPort(), "/index")) {
            System.out.println(new BufferedReader(new InputStreamReader(ok.getInputStream())).readLine());
        }
        daemon("cache-refresher", p::refresh);
        Thread.sleep(200);
        List<Socket> cs = new ArrayList<>();
        for (String path : List.of("/a", "/b", "/c")) cs.add(get(ss.getLocalPort(), path));
        Thread.sleep(800);
        for (Socket c : cs) c.close();
        Thread.sleep(13_000);
        System.exit(0);
    }
}
