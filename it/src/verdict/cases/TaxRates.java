/*
 * library: Socket, workers that wait for a monitor whose holder reads from a mute server
 * jdk: 11
 * ready: no
 * leak: STUCK x3 at synchronized (cache) {
 * handler: TaxRates$TaxService.lookup
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * One thread holds the monitor while it reads from a server that is there and says nothing. Three others with connections of their own
 * wait for it, and do not close them after their server has left.
 */
public class TaxRates {

    static class Country {
        final String code;
        final Socket socket;
        final BufferedReader in;
        Country(String code, int port) throws IOException {
            this.code = code;
            socket = new Socket("127.0.0.1", port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        }
        String query(String item) throws IOException {
            socket.getOutputStream().write((code + " " + item + "\n").getBytes());
            return in.readLine();
        }
    }

    static class TaxService {
        private final Map<String, String> cache = new HashMap<>();

        String lookup(Country c, String item) throws IOException {
            synchronized (cache) {
                String key = c.code + item;
                String rate = cache.get(key);
                if (rate == null) {
                    rate = c.query(item);
                    if (rate == null) throw new EOFException(c.code + " disconnected");
                    cache.put(key, rate);
                }
                return rate;
            }
        }
    }

    private final TaxService service = new TaxService();

    Runnable worker(Country c, String... items) {
        return () -> {
            try {
                for (String item : items) System.out.println(c.code + " " + item + " " + service.lookup(c, item));
            } catch (IOException e) {
                System.out.println(c.code + ": " + e.getMessage());
            } finally {
                try { c.socket.close(); } catch (IOException ignored) { }
            }
        };
    }

    static int server(String name, Set<String> silentFor, int lifeMs) throws IOException {
        ServerSocket ss = new ServerSocket(0);
        ExecutorService pool = Executors.newCachedThreadPool(r -> { Thread t = new Thread(r, name); t.setDaemon(true); return t; });
        pool.execute(() -> {
            try {
                while (true) {
                    Socket s = ss.accept();
                    pool.execute(() -> {
                        try (s; BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()))) {
                            s.setSoTimeout(lifeMs);
                            for (String q; (q = r.readLine()) != null; )
                                if (!silentFor.contains(q)) s.getOutputStream().write((q.hashCode() % 20 + "%\n").getBytes());
                        } catch (IOException idle) { }
                    });
                }
            } catch (IOException e) { }
        });
        return ss.getLocalPort();
    }

    public static void main(String[] args) throws Exception {
        int lively = server("rates-eu", Set.of(), 1500), silent = server("rates-xx", Set.of("XX yacht"), 60_000);
        TaxRates t = new TaxRates();
        new Thread(t.worker(new Country("XX", silent), "tea", "yacht"), "worker-XX").start();
        for (String code : List.of("AT", "DE", "FR")) {
            Country c = new Country(code, lively);
            Runnable w = t.worker(c, "tea", "book");
            new Thread(() -> {
                try { Thread.sleep(300); } catch (InterruptedException e) { return; }
                w.run();
            }, "worker-" + code).start();
        }
        Thread.sleep(16_000);
        System.exit(0);
    }
}
