/*
 * library: SocketChannel, bad frame whose exception is logged and nothing is closed
 * jdk: 11
 * ready: no
 * leak: NEVER_CLOSED x2 at LOG.warning("bad frame from 
 * handler: AlarmIntake$Intake.handle
 */
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;
import java.util.logging.*;

/**
 * A frame that is no number ends the handler with an exception, which is caught and logged. Nobody closes the channel, and a registry
 * keeps it.
 */
public class AlarmIntake {
    private static final Logger LOG = Logger.getLogger("alarm");
    private final Map<String, Panel> registry = new ConcurrentHashMap<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    static class Panel {
        final SocketChannel channel;
        final ByteBuffer buffer = ByteBuffer.allocate(32);
        int alarms;
        Panel(SocketChannel c) { channel = c; }

        String nextFrame() throws IOException {
            buffer.clear();
            int n = channel.read(buffer);
            if (n < 0) return null;
            buffer.flip();
            return StandardCharsets.US_ASCII.decode(buffer).toString();
        }

        void acknowledge(int code) throws IOException {
            channel.write(ByteBuffer.wrap(new byte[] {6, (byte) code}));
        }
    }

    class Intake implements Runnable {
        private final SocketChannel ch;
        Intake(SocketChannel ch) { this.ch = ch; }

        @Override public void run() {
            try {
                handle(new Panel(ch));
            } catch (IOException e) {
                LOG.log(Level.WARNING, "io", e);
                try { ch.close(); } catch (IOException ignored) { }
            }
        }

        void handle(Panel p) throws IOException {
            registry.put(ch.getRemoteAddress().toString(), p);
            try {
                String f;
                while ((f = p.nextFrame()) != null) {
                    int code = Integer.parseInt(f.substring(1, f.indexOf('#')));
                    p.alarms++;
                    p.acknowledge(code);
                }
                ch.close();
                registry.values().remove(p);
            } catch (RuntimeException e) {
                LOG.warning("bad frame from " + ch.getRemoteAddress() + ": " + e);
            }
        }
    }

    void run(ServerSocketChannel ssc) {
        while (ssc.isOpen()) {
            try {
                pool.execute(new Intake(ssc.accept()));
            } catch (IOException e) {
                LOG.severe("accept " + e);
            }
        }
    }

    static void panel(int port, String... frames) throws Exception {
        try (Socket s = new Socket("127.0.0.1", port)) {
            for (String f : frames) {
                s.getOutputStream().write(f.getBytes());
                Thread.sleep(150);
            }
            s.getInputStream().readNBytes(2);
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocketChannel ssc = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        AlarmIntake a = new AlarmIntake();
        Thread t = new Thread(() -> a.run(ssc), "alarm-accept");
        t.setDaemon(true);
        t.start();
        int port = ssc.socket().getLocalPort();
        panel(port, "A12#");
        panel(port, "A12#", "A1x#");
        panel(port, "A7#", "??");
        Thread.sleep(13_000);
        System.exit(0);
    }
}
