/*
 * library: an error response that is not read, HttpURLConnection
 * jdk: 8
 * ready: no
 * leak: NEVER_CLOSED x3 at return c.getResponseCode();
 */
import java.io.*; import java.net.*; import java.util.*;
/** An error response that nobody reads or closes, small enough for the client's buffer. Right: NEVER CLOSED x3 at status(); no pool keeps it. */
public class SmallBody {
    static final List<Object> KEPT = new ArrayList<>();
    public static void main(String[] a) throws Exception {
        ServerSocket l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread t = new Thread(() -> { try { while (true) { Socket s = l.accept(); new Thread(() -> answer(s)).start(); } } catch (IOException e) { } });
        t.setDaemon(true); t.start();
        for (int i = 0; i < 3; i++) System.out.println(status(l.getLocalPort()));
        Thread.sleep(15000); System.exit(KEPT.size() - 3);
    }
    static int status(int port) throws IOException {
        HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/x").openConnection(); KEPT.add(c);
        return c.getResponseCode();
    }
    static void answer(Socket s) { try (Socket c = s) { c.getInputStream().read(new byte[4096]); c.getOutputStream().write("HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nno such".getBytes()); Thread.sleep(700); } catch (Exception e) { } }
}
