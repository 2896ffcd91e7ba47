/*
 * library: an acceptor that reads, ServerSocket
 * jdk: 8
 * ready: no
 * within: 9s
 * leak: NEVER_ACCEPTED x4 at static void greet(
 * run: alone
 * run: after a report by hand
 * ask
 */
import java.io.*; import java.net.*; import java.util.*;
/** The accepting thread waits for a first byte that one client never sends; four others connect, send and leave: they stay in the backlog.
    Right: a report by itself within interval + leakAfter (not minutes later), NEVER ACCEPTED x4 with greet() as where the acceptor is now; also after somebody asked for a report by hand. */
public class DeafAcceptor {
    public static void main(String[] a) throws Exception {
        ServerSocket l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread t = new Thread(() -> { try { while (true) greet(l.accept()); } catch (IOException e) { } }, "acceptor"); t.setDaemon(true); t.start();
        Socket silent = new Socket("127.0.0.1", l.getLocalPort());
        for (int i = 0; i < 4; i++) try (Socket c = new Socket("127.0.0.1", l.getLocalPort())) { c.getOutputStream().write('x'); }
        Thread.sleep(40000); silent.close(); System.exit(0);
    }
    static void greet(Socket s) throws IOException { try (Socket c = s) { c.getInputStream().read(); } }
}
