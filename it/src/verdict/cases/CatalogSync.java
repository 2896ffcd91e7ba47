/*
 * library: JDK HttpClient, healthy: idle connections that the server closes
 * jdk: 11
 * healthy
 */
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/**
 * The server closes connections that are idle in the pool of the JDK's HttpClient. The client notices that by itself and closes its side.
 */
public class CatalogSync {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(Executors.newFixedThreadPool(3)).build();
    private final URI base;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    CatalogSync(URI base) { this.base = base; }

    private CompletableFuture<Integer> item(String id) {
        HttpRequest r = HttpRequest.newBuilder(base.resolve("/item/" + id)).build();
        return http.sendAsync(r, HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body)
                .thenApply(b -> known.merge(id, b.length(), Math::max))
                .exceptionally(e -> -1);
    }

    int sync(int n) {
        List<CompletableFuture<Integer>> all = IntStream.range(0, n).mapToObj(i -> item("A" + i)).collect(Collectors.toList());
        CompletableFuture.allOf(all.toArray(new CompletableFuture[0])).join();
        return all.stream().mapToInt(CompletableFuture::join).sum();
    }

    static class Shop extends Thread {
        final ServerSocket ss;
        Shop() throws IOException {
            super("shop");
            ss = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            setDaemon(true);
        }
        @Override public void run() {
            while (true) {
                try {
                    Socket s = ss.accept();
                    s.setSoTimeout(700);
                    Thread t = new Thread(() -> serve(s), "shop-session");
                    t.setDaemon(true);
                    t.start();
                } catch (IOException e) { return; }
            }
        }
        private void serve(Socket s) {
            try (s; BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()))) {
                String req;
                while ((req = r.readLine()) != null) {
                    for (String h; (h = r.readLine()) != null && !h.isEmpty(); ) { }
                    String b = "{\"item\":\"" + req.split("[ /]+")[2] + "\",\"price\":12.5}";
                    Thread.sleep(50);
                    s.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: " + b.length() + "\r\n\r\n" + b).getBytes());
                }
            } catch (IOException | InterruptedException idle) { }
        }
    }

    public static void main(String[] args) throws Exception {
        Shop shop = new Shop();
        shop.start();
        CatalogSync c = new CatalogSync(URI.create("http://127.0.0.1:" + shop.ss.getLocalPort()));
        CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS).execute(() -> System.out.println("ready"));
        for (int i = 0; i < 3; i++) {
            System.out.println("sync " + i + ": " + c.sync(6));
            Thread.sleep(1500);
        }
        Thread.sleep(20_000);
        System.out.println(c.known);
        System.exit(0);
    }
}
