/*
 * library: Socket, reading thread that waits for an answer only it could read
 * jdk: 11
 * ready: no
 * leak: STUCK x2 at return request("topic").join();
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * The thread that reads calls a listener, which asks the server something and waits for the answer. Only the same thread could read that
 * answer, and the end of the stream.
 */
public class ChatBridge {

    static class RoomConnection {
        private final Socket socket;
        private final PrintWriter out;
        private final Map<Integer, CompletableFuture<String>> pending = new ConcurrentHashMap<>();
        private final List<java.util.function.Consumer<String>> listeners = new CopyOnWriteArrayList<>();
        private int seq;

        RoomConnection(String room, int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            out = new PrintWriter(socket.getOutputStream(), true);
            Thread t = new Thread(this::readLoop, "room-" + room);
            t.start();
        }

        private void readLoop() {
            try (socket; BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()))) {
                for (String l; (l = in.readLine()) != null; ) dispatch(l);
            } catch (IOException e) { System.out.println("read: " + e); }
            pending.values().forEach(f -> f.cancel(false));
        }

        private void dispatch(String l) {
            String[] p = l.split(" ", 3);
            if (p[0].equals("RE")) {
                CompletableFuture<String> f = pending.remove(Integer.valueOf(p[1]));
                if (f != null) f.complete(p[2]);
            } else {
                for (var c : listeners) c.accept(l);
            }
        }

        void onMessage(java.util.function.Consumer<String> c) { listeners.add(c); }

        CompletableFuture<String> request(String what) {
            CompletableFuture<String> f = new CompletableFuture<>();
            int id;
            synchronized (this) { id = ++seq; pending.put(id, f); out.println("ASK " + id + " " + what); }
            return f;
        }

        String askTopic() { return request("topic").join(); }
    }

    static void bridge(RoomConnection c) {
        c.onMessage(m -> {
            if (m.startsWith("ROSTER")) System.out.println(m + " talking about " + c.askTopic());
            else System.out.println("msg " + m);
        });
    }

    static void chatServer(ServerSocket ss) {
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        try {
            while (true) {
                Socket s = ss.accept();
                timer.schedule(() -> {
                    try (s) {
                        PrintWriter w = new PrintWriter(s.getOutputStream(), true);
                        w.println("HELLO all");
                        Thread.sleep(200);
                        w.println("ROSTER ann,bob");
                        BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()));
                        String q = r.readLine();
                        w.println("RE " + q.split(" ")[1] + " gardening");
                        Thread.sleep(1000);
                    }
                    return null;
                }, 300, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) { }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        Thread t = new Thread(() -> chatServer(ss), "chat-server");
        t.setDaemon(true);
        t.start();
        for (String room : List.of("garden", "kitchen")) bridge(new RoomConnection(room, ss.getLocalPort()));
        Thread.sleep(15_500);
        System.exit(0);
    }
}
