/*
 * library: a slow answer, Socket
 * jdk: 8
 * ready: no
 * leak: NEVER_CLOSED x3 at Socket s = new Socket("127.0.0.1", port)
 */
import java.io.*; import java.net.*; import java.util.*;
/** No pool: one request, an answer that takes 1.5 s, and close() forgotten. Right: NEVER CLOSED x3 at ask(); waiting for an answer is no re-use. */
public class SlowAnswer {
    static final List<Socket> KEPT = new ArrayList<>();
    public static void main(String[] a) throws Exception {
        ServerSocket l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread t = new Thread(() -> { try { while (true) { Socket s = l.accept(); new Thread(() -> answer(s)).start(); } } catch (IOException e) { } });
        t.setDaemon(true); t.start();
        for (int i = 0; i < 3; i++) ask(l.getLocalPort());
        Thread.sleep(15000); System.exit(KEPT.size() - 3);
    }
    static void ask(int port) throws IOException {
        Socket s = new Socket("127.0.0.1", port); KEPT.add(s);
        s.getOutputStream().write("PRICE 1\n".getBytes()); s.getInputStream().read(new byte[64]);
    }
    static void answer(Socket s) { try (Socket c = s) { c.getInputStream().read(new byte[64]); Thread.sleep(1500); c.getOutputStream().write("9\n".getBytes()); } catch (Exception e) { } }
}
