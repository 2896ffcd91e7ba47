/*
 * library: a hand-made server, stage of a CompletableFuture whose cache waits for its loader
 * jdk: 8
 * ready: no
 * leak: STUCK x3 at return cache.computeIfAbsent(net, this::load);
 * handler: GeoCache.load
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * The stage before the one that replies and closes asks a cache whose loader waits for ever: one thread is in the loader, two wait for
 * it in computeIfAbsent(). None of them gets to the reply.
 */
public class PipelineSteps {
    static class GeoCache {
        private final ConcurrentHashMap<String, String> cache = new ConcurrentHashMap<>();
        private final CountDownLatch dbReady = new CountDownLatch(1);

        String country(String net) { return cache.computeIfAbsent(net, this::load); }

        private String load(String net) {
            try {
                dbReady.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return net.startsWith("10.") ? "LAN" : "WAN";
        }
    }

    static class Call {
        final Socket socket;
        final String ip;
        String country;
        Call(Socket s, String ip) { socket = s; this.ip = ip; }
    }

    private final GeoCache geo = new GeoCache();
    private final ExecutorService io = Executors.newFixedThreadPool(5, r -> {
        Thread t = new Thread(r, "enrich");
        t.setDaemon(true);
        return t;
    });

    private Call parse(Socket s) throws IOException {
        return new Call(s, new BufferedReader(new InputStreamReader(s.getInputStream())).readLine());
    }

    private Call enrich(Call c) {
        c.country = geo.country(c.ip.substring(0, c.ip.indexOf('.') + 1));
        return c;
    }

    private void reply(Call c, Throwable error) {
        try (Socket s = c.socket) {
            s.getOutputStream().write((error == null ? c.country : "ERR").getBytes());
        } catch (IOException e) {
            System.err.println("reply: " + e);
        }
    }

    void listen(ServerSocket ss) {
        while (true) {
            try {
                Call c = parse(ss.accept());
                CompletableFuture.completedFuture(c)
                    .thenApplyAsync(this::enrich, io)
                    .whenComplete((r, e) -> reply(c, e));
            } catch (IOException e) {
                return;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PipelineSteps p = new PipelineSteps();
        Thread t = new Thread(() -> p.listen(ss), "pipeline-listen");
        t.setDaemon(true);
        t.start();
        List<Socket> cs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Socket c = new Socket(ss.getInetAddress(), ss.getLocalPort());
            c.getOutputStream().write(("10.0.0." + i + "\n").getBytes());
            cs.add(c);
        }
        Thread.sleep(800);
        for (Socket c : cs) c.close();
        Thread.sleep(13_000);
        System.exit(0);
    }
}
