/*
 * library: a hand-made server, workers that answer, forget the socket and serve another client
 * jdk: 11
 * ready: no
 * leak: NEVER_CLOSED x2 at else answer(s, kind);
 * handler: TicketDesk$Worker.run
 * handler: TicketDesk$Worker.answer
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * Two workers answer a request each and do not close, as they expect that of the client. Then they talk with clients that stay: they are
 * busy, but they have done with the first two sockets.
 */
public class TicketDesk {
    static final class Ticket {
        private static int last = 100;
        static synchronized int next() { return ++last; }
    }

    private final BlockingQueue<Socket> waiting = new LinkedBlockingQueue<>();
    private final List<Socket> history = Collections.synchronizedList(new ArrayList<>());

    class Worker extends Thread {
        Worker(int i) {
            super("desk-" + i);
            setDaemon(true);
        }

        @Override public void run() {
            while (true) {
                try {
                    Socket s = waiting.take();
                    history.add(s);
                    BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()));
                    String kind = in.readLine();
                    if ("long".equals(kind)) converse(s, in);
                    else answer(s, kind);
                } catch (IOException e) {
                    System.err.println(getName() + ": " + e);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void answer(Socket s, String kind) throws IOException {
            PrintWriter w = new PrintWriter(s.getOutputStream());
            w.println(kind + " ticket " + Ticket.next());
            w.flush();
        }

        private void converse(Socket s, BufferedReader in) throws IOException {
            try (s) {
                for (String l; (l = in.readLine()) != null; ) answer(s, l);
            }
        }
    }

    void accept(ServerSocket ss) {
        try {
            while (true) waiting.add(ss.accept());
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    static Socket say(ServerSocket ss, String what) throws IOException {
        Socket c = new Socket(ss.getInetAddress(), ss.getLocalPort());
        c.getOutputStream().write((what + "\n").getBytes());
        return c;
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TicketDesk d = new TicketDesk();
        for (int i = 0; i < 2; i++) d.new Worker(i).start();
        Thread t = new Thread(() -> d.accept(ss), "desk-accept");
        t.setDaemon(true);
        t.start();
        List<Socket> cs = new ArrayList<>();
        for (String k : List.of("bus", "tram")) {
            Socket c = say(ss, k);
            System.out.println(new BufferedReader(new InputStreamReader(c.getInputStream())).readLine());
            cs.add(c);
        }
        Socket live1 = say(ss, "long"), live2 = say(ss, "long");
        Thread.sleep(500);
        for (Socket c : cs) c.close();
        Thread.sleep(13_000);
        System.out.println(live1.isConnected() && live2.isConnected());
        System.exit(0);
    }
}
