/*
 * library: Socket, reading threads that wait at a full queue whose consumer has died
 * jdk: 17
 * ready: no
 * leak: STUCK x3 at queue.put(a);
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * A reading thread for each site puts alarms into a bounded queue; its only consumer has died of an exception. The readers wait in put()
 * and do not see that the sites have left.
 */
public class AlarmPanel {

    record Alarm(String site, int level, String text) { }

    interface AlarmListener { void onAlarm(Alarm a) throws InterruptedException; }

    static class SiteLink extends Thread {
        private final String site;
        private final Socket socket;
        private final AlarmListener listener;
        SiteLink(String site, int port, AlarmListener l) throws IOException {
            super("site-" + site);
            this.site = site;
            this.listener = l;
            socket = new Socket("127.0.0.1", port);
        }

        @Override public void run() {
            try (Socket s = socket; DataInputStream in = new DataInputStream(new BufferedInputStream(s.getInputStream()))) {
                while (true) {
                    int level = in.readByte();
                    String text = in.readUTF();
                    listener.onAlarm(new Alarm(site, level, text));
                }
            } catch (EOFException e) {
                System.out.println(site + " disconnected");
            } catch (IOException | InterruptedException e) {
                System.out.println(site + " failed " + e);
            }
        }
    }

    private final BlockingQueue<Alarm> queue = new ArrayBlockingQueue<>(5);
    private final Map<Integer, Integer> byZone = new TreeMap<>();

    void onAlarm(Alarm a) throws InterruptedException {
        if (a.level() > 0) queue.put(a);
    }

    void consume() {
        try {
            while (true) {
                Alarm a = queue.take();
                int zone = Integer.parseInt(a.text().substring(5));
                byZone.merge(zone, a.level(), Math::max);
            }
        } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
    }

    static void site(Socket s, int n) {
        try (s; DataOutputStream out = new DataOutputStream(s.getOutputStream())) {
            for (int i = 0; i < 12; i++) {
                out.writeByte(1 + i % 3);
                out.writeUTF(i == 4 && n == 1 ? "zone unknown" : "zone " + i);
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) { System.err.println("site " + e); }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0);
        Thread t = new Thread(() -> {
            try {
                for (int i = 0; ; i++) { Socket s = ss.accept(); int n = i; new Thread(() -> site(s, n), "site-sim-" + n).start(); }
            } catch (IOException e) { }
        }, "site-accept");
        t.setDaemon(true);
        t.start();
        AlarmPanel p = new AlarmPanel();
        new Thread(p::consume, "alarm-consumer").start();
        for (String site : List.of("north", "south", "harbour")) new SiteLink(site, ss.getLocalPort(), p::onAlarm).start();
        Thread.sleep(15_000);
        System.out.println("zones " + p.byZone);
        System.exit(0);
    }
}
