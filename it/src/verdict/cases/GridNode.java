/*
 * library: a hand-made pool, threads that hold a connection and wait for a second one
 * jdk: 11
 * ready: no
 * leak: STUCK x3 at return free.take();
 * handler: GridNode.copy
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * Three threads hold one connection each of a pool of three and wait for a second one, for ever. Each would give its connection back
 * if it came out of borrow().
 */
public class GridNode {

    static class Conn {
        final Socket socket;
        final DataInputStream in;
        final DataOutputStream out;
        Conn(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }
        long get(int key) throws IOException { out.writeByte('G'); out.writeInt(key); return in.readLong(); }
        void put(int key, long v) throws IOException { out.writeByte('P'); out.writeInt(key); out.writeLong(v); in.readByte(); }
    }

    static class ConnectionPool {
        private final BlockingQueue<Conn> free;
        ConnectionPool(int port, int size) throws IOException {
            free = new ArrayBlockingQueue<>(size);
            for (int i = 0; i < size; i++) free.add(new Conn(port));
        }
        Conn borrow() throws InterruptedException { return free.take(); }
        void release(Conn c) { free.add(c); }
    }

    private final ConnectionPool pool;
    GridNode(ConnectionPool pool) { this.pool = pool; }

    private long load(Conn c, int key) throws IOException { return c.get(key); }

    private void store(int key, long value) throws IOException, InterruptedException {
        Conn c = pool.borrow();
        try {
            c.put(key, value);
        } finally {
            pool.release(c);
        }
    }

    Void copy(int from, int to, CyclicBarrier start) throws Exception {
        start.await();
        Conn c = pool.borrow();
        try {
            long v = load(c, from);
            Thread.sleep(100);
            store(to, v * 2);
        } finally {
            pool.release(c);
        }
        System.out.println("copied " + from + " to " + to);
        return null;
    }

    static void node(Socket s, Map<Integer, Long> data) {
        try (s) {
            s.setSoTimeout(1500);
            DataInputStream in = new DataInputStream(s.getInputStream());
            DataOutputStream out = new DataOutputStream(s.getOutputStream());
            while (true) {
                char op = (char) in.readByte();
                int key = in.readInt();
                if (op == 'G') out.writeLong(data.getOrDefault(key, 0L));
                else { data.put(key, in.readLong()); out.writeByte(1); }
            }
        } catch (IOException idle) { }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0);
        Map<Integer, Long> data = new ConcurrentHashMap<>(Map.of(1, 11L, 2, 22L, 3, 33L));
        Thread t = new Thread(() -> {
            try { while (true) { Socket s = ss.accept(); new Thread(() -> node(s, data), "grid-srv").start(); } } catch (IOException e) { }
        }, "grid-accept");
        t.setDaemon(true);
        t.start();
        GridNode n = new GridNode(new ConnectionPool(ss.getLocalPort(), 3));
        CyclicBarrier start = new CyclicBarrier(3);
        ExecutorService jobs = Executors.newFixedThreadPool(3, r -> new Thread(r, "copy-job"));
        for (int i = 1; i <= 3; i++) { int k = i; jobs.submit(() -> n.copy(k, k + 100, start)); }
        Thread.sleep(15_500);
        System.out.println(data.size() + " entries");
        System.exit(0);
    }
}
