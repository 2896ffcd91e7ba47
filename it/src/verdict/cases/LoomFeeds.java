/*
 * library: Socket, virtual threads that wait for a lock whose holder waits for another thread
 * jdk: 21
 * ready: no
 * leak: STUCK x3 at lock.lock();
 * handler: LoomFeeds$Store.compact
 * known-wrong: PLACES
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

/**
 * Two virtual threads that read feeds wait for the lock of the store; the third one holds it and waits for a thread that needs the same
 * lock. None of them reads on, while the feeds have left.
 */
public class LoomFeeds {

    static class Store {
        private final ReentrantLock lock = new ReentrantLock();
        private final List<String> rows = new ArrayList<>();
        private final CountDownLatch compacted = new CountDownLatch(1);

        void save(String row) throws InterruptedException {
            lock.lock();
            try {
                rows.add(row);
                if (rows.size() % 20 == 0) compact();
            } finally {
                lock.unlock();
            }
        }

        private void compact() throws InterruptedException {
            Thread.ofVirtual().name("compactor").start(() -> {
                lock.lock();
                try {
                    rows.subList(0, 10).clear();
                    compacted.countDown();
                } finally { lock.unlock(); }
            });
            compacted.await();
        }
    }

    private final Store store = new Store();
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("feed-reader-", 0).factory());

    void follow(String feed, int port) {
        readers.submit(() -> {
            try (Socket s = new Socket("127.0.0.1", port);
                 BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()))) {
                s.getOutputStream().write((feed + "\n").getBytes());
                read(feed, in);
            }
            return feed;
        });
    }

    private void read(String feed, BufferedReader in) throws IOException, InterruptedException {
        for (String l; (l = in.readLine()) != null; ) store.save(feed + ": " + l);
        System.out.println(feed + " ended");
    }

    static void feed(Socket s) {
        try (s; BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()))) {
            String name = r.readLine();
            for (int i = 0; i < 15; i++) {
                s.getOutputStream().write((name + " row " + i + "\n").getBytes());
                Thread.sleep(60);
            }
        } catch (IOException | InterruptedException e) { System.err.println("feed: " + e); }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0);
        Thread t = new Thread(() -> {
            try { while (true) { Socket s = ss.accept(); new Thread(() -> feed(s), "feed-srv").start(); } } catch (IOException e) { }
        }, "feed-accept");
        t.setDaemon(true);
        t.start();
        LoomFeeds f = new LoomFeeds();
        for (String n : List.of("cpu", "disk", "net")) f.follow(n, ss.getLocalPort());
        Thread.sleep(15_500);
        System.out.println(f.store.rows.size() + " rows");
        System.exit(0);
    }
}
