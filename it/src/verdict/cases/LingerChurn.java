/*
 * library: a hand-made server, healthy: sessions that are closed two seconds late
 * jdk: 11
 * healthy
 */
import java.io.*;
import java.net.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every connection is closed two seconds after its peer has left, and new ones come all the time. Something is always in CLOSE_WAIT, but
 * nothing for long.
 */
public class LingerChurn {
    private final ScheduledExecutorService closer = Executors.newSingleThreadScheduledExecutor(r -> daemon(r, "late-closer"));
    private final AtomicInteger served = new AtomicInteger();

    static Thread daemon(Runnable r, String name) {
        Thread t = new Thread(r, name);
        t.setDaemon(true);
        return t;
    }

    void session(Socket s) {
        try {
            DataInputStream in = new DataInputStream(s.getInputStream());
            DataOutputStream out = new DataOutputStream(s.getOutputStream());
            while (true) {
                int v;
                try {
                    v = in.readInt();
                } catch (EOFException end) {
                    break;
                }
                out.writeInt(v * 2);
            }
        } catch (IOException e) {
            System.err.println("session " + e);
        } finally {
            closer.schedule(() -> {
                try { s.close(); } catch (IOException ignored) { }
                served.incrementAndGet();
            }, 2, TimeUnit.SECONDS);
        }
    }

    void loop(ServerSocket ss) {
        while (true) {
            try {
                Socket s = ss.accept();
                daemon(() -> session(s), "session").start();
            } catch (IOException e) {
                return;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LingerChurn l = new LingerChurn();
        daemon(() -> l.loop(ss), "linger-accept").start();
        CompletableFuture.delayedExecutor(9, TimeUnit.SECONDS).execute(() -> System.out.println("ready"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(25);
        while (System.nanoTime() < end) {
            try (Socket c = new Socket(ss.getInetAddress(), ss.getLocalPort())) {
                new DataOutputStream(c.getOutputStream()).writeInt(21);
                new DataInputStream(c.getInputStream()).readInt();
            }
            Thread.sleep(250);
        }
        Thread.sleep(3000);
        System.out.println("served " + l.served);
        System.exit(0);
    }
}
