/*
 * library: a hand-made server, logout hook that waits before the socket is closed
 * jdk: 11
 * ready: no
 * leak: STUCK x2 at events.put("logout " + user);
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * At the end of the stream a session calls its logout hooks and then closes; a hook hands an event to a thread that does not run. The
 * end of the stream was not ignored: the thread is on its way to close().
 */
public class LogoutServer {
    interface LogoutHook { void loggedOut(String user) throws InterruptedException; }

    static class AuditHook implements LogoutHook {
        private final SynchronousQueue<String> events = new SynchronousQueue<>();
        @Override public void loggedOut(String user) throws InterruptedException {
            events.put("logout " + user);
        }
    }

    static class CounterHook implements LogoutHook {
        int n;
        @Override public synchronized void loggedOut(String user) { n++; }
    }

    private final List<LogoutHook> hooks = List.of(new CounterHook(), new AuditHook());

    private void session(Socket s) {
        String user = null;
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()));
            PrintWriter out = new PrintWriter(s.getOutputStream(), true);
            user = in.readLine();
            out.println("hello " + user);
            for (String l; (l = in.readLine()) != null; ) out.println("ok " + l);
        } catch (IOException e) {
            System.err.println("session: " + e);
        } finally {
            try {
                logout(user);
            } finally {
                try { s.close(); } catch (IOException ignored) { }
            }
        }
    }

    private void logout(String user) {
        for (LogoutHook h : hooks) {
            try {
                h.loggedOut(user);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LogoutServer srv = new LogoutServer();
        ExecutorService pool = Executors.newCachedThreadPool();
        Thread t = new Thread(() -> {
            try { while (true) { Socket s = ss.accept(); pool.execute(() -> srv.session(s)); } } catch (IOException e) { }
        }, "login-accept");
        t.setDaemon(true);
        t.start();
        for (String u : List.of("eve", "adam")) {
            try (Socket c = new Socket(ss.getInetAddress(), ss.getLocalPort())) {
                c.getOutputStream().write((u + "\n").getBytes());
                System.out.println(new BufferedReader(new InputStreamReader(c.getInputStream())).readLine());
            }
        }
        Thread.sleep(13_500);
        System.exit(0);
    }
}
