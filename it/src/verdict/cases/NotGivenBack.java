/*
 * library: a hand-made pool that gets nothing back, Socket
 * jdk: 8
 * ready: no
 * leak: NEVER_CLOSED x4 at new Socket("127.0.0.1", port); }
 */
import java.io.*; import java.net.*; import java.util.*; import java.util.concurrent.*;
/** A hand-made pool from which connections are borrowed and not given back: each call opens another one to the same peer while the former lie unused.
    Right: NEVER CLOSED (not given back) x4 at borrow(); a pool's class on the stack is no proof that the pool keeps the connection. */
public class NotGivenBack {
    static final class ConnectionPool { final Deque<Socket> idle = new ConcurrentLinkedDeque<>(); final int port; ConnectionPool(int p) { port = p; }
        Socket borrow() throws IOException { Socket s = idle.poll(); return s != null ? s : new Socket("127.0.0.1", port); } }
    static final List<Socket> LOST = new ArrayList<>();
    public static void main(String[] a) throws Exception {
        ServerSocket l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread t = new Thread(() -> { try { while (true) { Socket s = l.accept(); new Thread(() -> answer(s)).start(); } } catch (IOException e) { } });
        t.setDaemon(true); t.start();
        ConnectionPool pool = new ConnectionPool(l.getLocalPort());
        for (int i = 0; i < 4; i++) { call(pool); Thread.sleep(1500); }
        Thread.sleep(15000); System.exit(LOST.size() - 4);
    }
    static void call(ConnectionPool pool) throws IOException { Socket s = pool.borrow(); LOST.add(s); s.getOutputStream().write('q'); s.getInputStream().read(); }
    static void answer(Socket s) { try (Socket c = s) { c.getInputStream().read(); c.getOutputStream().write('a'); Thread.sleep(7000); } catch (Exception e) { } }
}
