/*
 * library: a hand-made pool, connections that are not given back after an error
 * jdk: 11
 * ready: no
 * leak: NEVER_CLOSED x3 at Pooled c = pool.borrow();
 * handler: StockClient.level
 * handler: StockClient$Pool.borrow
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * An answer that is an error ends the method with an exception, and the connection is not given back. The threads that now wait for a
 * permit of the pool have no connection; they are a consequence.
 */
public class StockClient {

    static class Pooled {
        final Socket s;
        final BufferedReader r;
        final Writer w;
        Pooled(int port) throws IOException {
            s = new Socket(InetAddress.getLoopbackAddress(), port);
            r = new BufferedReader(new InputStreamReader(s.getInputStream()));
            w = new OutputStreamWriter(s.getOutputStream());
        }
        String call(String line) throws IOException {
            w.write(line + "\n");
            w.flush();
            String ans = r.readLine();
            if (ans == null) throw new EOFException();
            return ans;
        }
    }

    static class Pool {
        private final Semaphore permits = new Semaphore(3, true);
        private final Deque<Pooled> free = new ArrayDeque<>();
        private final Set<Pooled> all = ConcurrentHashMap.newKeySet();
        private final int port;
        Pool(int port) { this.port = port; }

        Pooled borrow() throws IOException, InterruptedException {
            permits.acquire();
            synchronized (free) {
                Pooled p = free.pollFirst();
                if (p != null && !p.s.isClosed()) return p;
            }
            Pooled p = new Pooled(port);
            all.add(p);
            return p;
        }

        void release(Pooled p) {
            synchronized (free) { free.addFirst(p); }
            permits.release();
        }
        int size() { return all.size(); }
    }

    private final Pool pool;
    StockClient(Pool pool) { this.pool = pool; }

    int level(String article) throws Exception {
        Pooled c = pool.borrow();
        String ans = c.call("LEVEL " + article);
        if (ans.startsWith("ERR")) throw new IllegalStateException(article + ": " + ans);
        int n = Integer.parseInt(ans);
        pool.release(c);
        return n;
    }

    static void serve(Socket s) {
        try (s) {
            BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()));
            for (String l; (l = r.readLine()) != null; ) {
                boolean known = !l.endsWith("?");
                s.getOutputStream().write((known ? l.length() + "\n" : "ERR unknown article\n").getBytes());
                if (!known) break;
            }
        } catch (IOException e) { System.err.println("server: " + e); }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        Thread acc = new Thread(() -> {
            try {
                while (true) { Socket s = ss.accept(); new Thread(() -> serve(s), "stock-srv").start(); }
            } catch (IOException e) { }
        }, "stock-accept");
        acc.setDaemon(true);
        acc.start();
        Pool pool = new Pool(ss.getLocalPort());
        StockClient client = new StockClient(pool);
        ExecutorService web = Executors.newFixedThreadPool(5);
        String[] articles = {"bolt", "nut", "cog?", "gear", "shaft?", "cam", "rod?", "pin", "belt"};
        for (String art : articles) {
            web.submit(() -> {
                try {
                    System.out.println(art + " = " + client.level(art));
                } catch (Exception e) { System.out.println("failed: " + e.getMessage() + ", pool " + pool.size()); }
            });
            Thread.sleep(80);
        }
        Thread.sleep(14_000);
        System.exit(0);
    }
}
