/*
 * library: a hand-made NIO server, disconnect listener that waits for its own loop
 * jdk: 11
 * ready: no
 * leak: STUCK x3 at told.await();
 */
import java.io.IOException;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * At the end of a stream the loop tells a listener and closes the channel afterwards; the listener waits for a task of the same loop.
 * One channel was read to its end, the two others are left to a loop that does not come back.
 */
public class PresenceNio {
    static class PresenceListener {
        private final Queue<Runnable> reactorTasks;
        private final Map<String, String> state = new ConcurrentHashMap<>();
        PresenceListener(Queue<Runnable> tasks) { reactorTasks = tasks; }

        void online(String who) { state.put(who, "on"); }

        void offline(String who) throws InterruptedException {
            CountDownLatch told = new CountDownLatch(1);
            reactorTasks.add(() -> {
                state.put(who, "off");
                told.countDown();
            });
            told.await();
        }
    }

    private final Selector sel = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PresenceListener presence = new PresenceListener(tasks);
    private final ServerSocketChannel ssc = ServerSocketChannel.open();

    PresenceNio() throws IOException {
        ssc.bind(new InetSocketAddress("127.0.0.1", 0));
        ssc.configureBlocking(false);
        ssc.register(sel, SelectionKey.OP_ACCEPT);
    }

    private void loop() {
        while (true) {
            try {
                for (Runnable r; (r = tasks.poll()) != null; ) r.run();
                sel.select(100);
                Iterator<SelectionKey> it = sel.selectedKeys().iterator();
                while (it.hasNext()) {
                    SelectionKey k = it.next();
                    it.remove();
                    if (k.isAcceptable()) {
                        SocketChannel c = ssc.accept();
                        c.configureBlocking(false);
                        c.register(sel, SelectionKey.OP_READ, ByteBuffer.allocate(32));
                    } else {
                        readable(k);
                    }
                }
            } catch (IOException | InterruptedException e) {
                System.err.println("loop: " + e);
            }
        }
    }

    private void readable(SelectionKey k) throws IOException, InterruptedException {
        SocketChannel c = (SocketChannel) k.channel();
        ByteBuffer b = (ByteBuffer) k.attachment();
        if (c.read(b) < 0) {
            String who = new String(b.array(), 0, b.position());
            k.cancel();
            presence.offline(who);
            c.close();
            return;
        }
        presence.online(new String(b.array(), 0, b.position()));
    }

    public static void main(String[] args) throws Exception {
        PresenceNio p = new PresenceNio();
        Thread t = new Thread(p::loop, "presence-io");
        t.setDaemon(true);
        t.start();
        List<Socket> cs = new ArrayList<>();
        for (String n : List.of("x", "y", "z")) {
            Socket c = new Socket("127.0.0.1", p.ssc.socket().getLocalPort());
            c.getOutputStream().write(n.getBytes());
            cs.add(c);
        }
        Thread.sleep(500);
        for (Socket c : cs) {
            c.close();
            Thread.sleep(200);
        }
        Thread.sleep(13_000);
        System.exit(0);
    }
}
