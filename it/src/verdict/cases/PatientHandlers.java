/*
 * library: a hand-made server, healthy: slow work for clients that have left, and one that stays
 * jdk: 11
 * healthy
 */
import java.io.*;
import java.net.*;
import java.util.concurrent.*;

/**
 * Each request takes one and a half seconds of work for a client that does not wait for it, and its socket is then closed. One handler waits
 * for ever for a client that stays, which is no leak.
 */
public class PatientHandlers {
    private final ExecutorService pool = Executors.newFixedThreadPool(3);
    private final CountDownLatch shutdown = new CountDownLatch(1);

    void handle(Socket s) {
        try (s) {
            int kind = s.getInputStream().read();
            if (kind == 'W') {
                shutdown.await();
                return;
            }
            int sum = 0;
            long until = System.nanoTime() + 1_500_000_000L;
            while (System.nanoTime() < until) {
                Thread.sleep(5);
                sum += kind;
            }
            s.getOutputStream().write(sum);
        } catch (IOException | InterruptedException e) {
            System.err.println("handle: " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PatientHandlers p = new PatientHandlers();
        Thread t = new Thread(() -> {
            try {
                while (true) {
                    Socket s = ss.accept();
                    p.pool.execute(() -> p.handle(s));
                }
            } catch (IOException e) { }
        }, "patient-accept");
        t.setDaemon(true);
        t.start();
        Socket waiting = new Socket(ss.getInetAddress(), ss.getLocalPort());
        waiting.getOutputStream().write('W');
        CompletableFuture.delayedExecutor(9, TimeUnit.SECONDS).execute(() -> System.out.println("ready"));
        for (int i = 0; i < 25; i++) {
            Socket c = new Socket(ss.getInetAddress(), ss.getLocalPort());
            c.getOutputStream().write('C');
            Thread.sleep(50);
            c.close();
            Thread.sleep(900);
        }
        Thread.sleep(3_000);
        System.out.println(waiting.isClosed());
        System.exit(0);
    }
}
