/*
 * library: Socket, regular expression that backtracks on the reading thread
 * jdk: 11
 * ready: no
 * leak: STUCK x2 at if (m.find()) {
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.regex.*;

/**
 * Events are matched on the thread that reads them, and one of them makes a pattern backtrack practically for ever. The thread is
 * RUNNABLE inside the block that closes the socket.
 */
public class RuleEngine {

    static class Rules {
        private final List<Pattern> patterns = List.of(Pattern.compile("level=(\\d+)"), Pattern.compile("user=(([a-z0-9]+)+)+!"));
        int hits;

        boolean matches(String event) {
            for (Pattern p : patterns) {
                Matcher m = p.matcher(event);
                if (m.find()) {
                    hits++;
                    return true;
                }
            }
            return false;
        }
    }

    static class EventReader extends Thread {
        private final int port;
        private final Rules rules = new Rules();
        private int seen;
        EventReader(String source, int port) {
            super("events-" + source);
            this.port = port;
            setDaemon(true);
            setPriority(MIN_PRIORITY);
        }

        @Override public void run() {
            try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port);
                 Scanner in = new Scanner(s.getInputStream())) {
                s.getOutputStream().write((getName() + "\n").getBytes());
                while (in.hasNextLine()) {
                    String event = in.nextLine();
                    seen++;
                    if (rules.matches(event)) System.out.println(getName() + " hit: " + event);
                }
            } catch (IOException e) {
                System.out.println(getName() + ": " + e);
            }
            System.out.println(getName() + " ended after " + seen);
        }
    }

    static class Source implements Runnable {
        private final ServerSocket ss;
        Source() throws IOException { ss = new ServerSocket(0, 10, InetAddress.getLoopbackAddress()); }
        @Override public void run() {
            while (true) {
                try {
                    Socket s = ss.accept();
                    new Thread(() -> emit(s), "source").start();
                } catch (IOException e) { return; }
            }
        }

        private void emit(Socket s) {
            try (s; BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()))) {
                String who = r.readLine();
                String[] events = who.endsWith("calm") ? new String[] {"level=3", "nothing", "level=4"}
                        : new String[] {"level=1", "user=" + "a1".repeat(24) + "?", "level=2"};
                for (String e : events) {
                    s.getOutputStream().write((e + "\n").getBytes());
                    Thread.sleep(150);
                }
            } catch (IOException | InterruptedException e) { System.err.println("source: " + e); }
        }
    }

    public static void main(String[] args) throws Exception {
        Source src = new Source();
        Thread t = new Thread(src, "source-accept");
        t.setDaemon(true);
        t.start();
        for (String n : List.of("calm", "web", "mail")) new EventReader(n, src.ss.getLocalPort()).start();
        Thread.sleep(15_000);
        System.exit(0);
    }
}
