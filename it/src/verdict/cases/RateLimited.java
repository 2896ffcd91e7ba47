/*
 * library: Socket, worker that sleeps as long as the server told it
 * jdk: 11
 * ready: no
 * leak: STUCK x2 at TimeUnit.SECONDS.sleep(s);
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * The server tells its clients to be slow for ten minutes and hangs up. The workers sleep that long inside the block that closes the
 * socket.
 */
public class RateLimited {

    static class Backoff {
        private final long maxSeconds;
        Backoff(long maxSeconds) { this.maxSeconds = maxSeconds; }
        void backOff(String advice) throws InterruptedException {
            long s = Math.min(maxSeconds, Long.parseLong(advice.trim()));
            System.out.println(Thread.currentThread().getName() + " backs off " + s + " s");
            TimeUnit.SECONDS.sleep(s);
        }
    }

    static class ApiWorker implements Callable<Integer> {
        private final int port;
        private final Queue<String> todo;
        private final Backoff backoff = new Backoff(3600);
        ApiWorker(int port, Queue<String> todo) { this.port = port; this.todo = todo; }

        @Override public Integer call() throws Exception {
            int done = 0;
            try (Socket s = new Socket("127.0.0.1", port);
                 BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()));
                 Writer out = new OutputStreamWriter(s.getOutputStream())) {
                for (String item; (item = todo.poll()) != null; ) {
                    if (handle(item, in, out)) done++;
                    else todo.add(item);
                }
            }
            return done;
        }

        private boolean handle(String item, BufferedReader in, Writer out) throws IOException, InterruptedException {
            out.write(item + "\n");
            out.flush();
            String a = in.readLine();
            if (a == null) throw new EOFException(item);
            if (a.startsWith("SLOW")) {
                backoff.backOff(a.substring(4));
                return false;
            }
            return true;
        }
    }

    static class Api extends Thread {
        final ServerSocket ss;
        Api() throws IOException { super("api"); ss = new ServerSocket(0); setDaemon(true); }
        @Override public void run() {
            try {
                while (true) {
                    Socket s = ss.accept();
                    Thread t = new Thread(() -> {
                        try (s; BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()))) {
                            for (int n = 0; n < 4 && r.readLine() != null; n++)
                                s.getOutputStream().write((n < 3 ? "OK\n" : "SLOW 600\n").getBytes());
                            Thread.sleep(500);
                        } catch (IOException | InterruptedException e) { System.err.println("api: " + e); }
                    }, "api-session");
                    t.setDaemon(true);
                    t.start();
                }
            } catch (IOException e) { }
        }
    }

    public static void main(String[] args) throws Exception {
        Api api = new Api();
        api.start();
        Queue<String> todo = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 40; i++) todo.add("item-" + i);
        ExecutorService ex = Executors.newFixedThreadPool(2, new ThreadFactory() {
            private int n;
            @Override public Thread newThread(Runnable r) { return new Thread(r, "api-worker-" + ++n); }
        });
        ex.submit(new ApiWorker(api.ss.getLocalPort(), todo));
        ex.submit(new ApiWorker(api.ss.getLocalPort(), todo));
        Thread.sleep(15_000);
        System.out.println(todo.size() + " left");
        System.exit(0);
    }
}
