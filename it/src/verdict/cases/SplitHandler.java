/*
 * library: two busy workers and a queue, Socket
 * jdk: 8
 * ready: no
 * daily
 * says: "recount"[\s\S]*SplitHandler\.recount
 * leak: STUCK x2 at static String place(
 * leak: STARVED x3 at static String place(
 */
import java.io.*; import java.net.*; import java.util.concurrent.*;
/** A server whose workers parse in one method and work in another: two workers wait for a monitor in place(), three accepted connections wait in the queue; the five clients leave.
    Right: STUCK x2 at place(), with the holder's frame; STARVED (or what it is called) x3, pointing to the same busy workers. The method that read has returned: that says nothing. */
public class SplitHandler {
    static final Object STOCK = new Object();
    public static void main(String[] a) throws Exception {
        Thread h = new Thread(SplitHandler::recount, "recount"); h.setDaemon(true); h.start(); Thread.sleep(300);
        ServerSocket l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ExecutorService pool = Executors.newFixedThreadPool(2, r -> { Thread t = new Thread(r); t.setDaemon(true); return t; });
        Thread acceptor = new Thread(() -> { try { while (true) { Socket s = l.accept(); pool.execute(() -> handle(s)); } } catch (IOException e) { } }, "acceptor");
        acceptor.setDaemon(true); acceptor.start();
        for (int i = 0; i < 5; i++) try (Socket c = new Socket("127.0.0.1", l.getLocalPort())) { c.getOutputStream().write("ORDER 1\n".getBytes()); Thread.sleep(200); }
        Thread.sleep(13000); System.exit(0);
    }
    static void recount() { synchronized (STOCK) { try { Thread.sleep(60000); } catch (InterruptedException e) { } } }
    static void handle(Socket s) { try (Socket c = s) { c.getOutputStream().write(place(read(c)).getBytes()); } catch (IOException e) { } }
    static String read(Socket c) throws IOException { byte[] b = new byte[64]; int n = c.getInputStream().read(b); return new String(b, 0, n); }
    static String place(String order) { synchronized (STOCK) { return "OK\n"; } }
}
