/*
 * library: a hand-made pool whose server leaves, Socket
 * jdk: 8
 * ready: no
 * leak: IDLE_IN_POOL x3 at static Socket open(
 * run: silently
 * run: with a farewell
 * arguments: bye
 */
import java.io.*; import java.net.*; import java.util.*;
/** A hand-made pool: used, given back, used again after a pause; the server leaves the idle connections. arg "bye": with a word of farewell first.
    Right, both: IDLE IN A POOL x3 at open(); 19 unread bytes are a farewell, not an unread answer. */
public class Farewell {
    static final Deque<Socket> POOL = new ArrayDeque<>();
    public static void main(String[] a) throws Exception {
        ServerSocket l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        boolean bye = a.length > 0;
        Thread t = new Thread(() -> { try { while (true) { Socket s = l.accept(); new Thread(() -> serve(s, bye)).start(); } } catch (IOException e) { } }); t.setDaemon(true); t.start();
        for (int i = 0; i < 3; i++) POOL.add(open(l.getLocalPort()));
        for (int round = 0; round < 3; round++) { for (int i = 0; i < 3; i++) { Socket s = POOL.poll(); ask(s); POOL.add(s); } Thread.sleep(1300); }
        Thread.sleep(13000); System.exit(POOL.size() - 3);
    }
    static Socket open(int port) throws IOException { return new Socket("127.0.0.1", port); }
    static void ask(Socket s) throws IOException { s.getOutputStream().write('q'); if (s.getInputStream().read() != 'a') throw new IOException(); }
    static void serve(Socket s, boolean bye) {
        try { s.setSoTimeout(2500); while (true) { int c = s.getInputStream().read(); if (c < 0) return; s.getOutputStream().write('a'); } }
        catch (IOException idle) { try { if (bye) s.getOutputStream().write("421 idle too long\r\n".getBytes()); s.shutdownOutput(); Thread.sleep(20000); } catch (Exception e) { } }
    }
}
