/*
 * library: a client's event loop waits for a monitor
 * jdk: 8
 * ready: no
 * says: "holder"[\s\S]*ClientLoopBlocked
 * leak: STUCK x3 at synchronized (LOCK) { b.clear(); }
 * run: SocketChannel
 * run: accepted SocketChannel
 * arguments: server
 */
import java.net.*; import java.nio.*; import java.nio.channels.*; import java.util.*; import java.util.concurrent.*;
/** As ClientLoop, but BLOCKED on a monitor. Right: STUCK x3 at the callback, with the holder's name and frame. */
public class ClientLoopBlocked {
    static final Object LOCK = new Object();
    public static void main(String[] a) throws Exception {
        boolean server = a.length > 0; Thread h = new Thread(() -> { synchronized (LOCK) { try { Thread.sleep(60000); } catch (InterruptedException e) { } } }, "holder"); h.setDaemon(true); h.start();
        ServerSocketChannel l = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        Selector sel = Selector.open();
        List<SocketChannel> peers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SocketChannel c = SocketChannel.open(l.getLocalAddress()), s = l.accept();
            SocketChannel mine = server ? s : c; peers.add(server ? c : s);
            mine.configureBlocking(false); mine.register(sel, SelectionKey.OP_READ);
        }
        Thread t = new Thread(() -> loop(sel), "io-loop"); t.setDaemon(true); t.start();
        for (SocketChannel p : peers) p.write(ByteBuffer.wrap("hello".getBytes()));
        Thread.sleep(1000);
        for (SocketChannel p : peers) p.shutdownOutput();
        Thread.sleep(12000);
    }
    static void loop(Selector sel) {
        try { while (true) { sel.select(); for (SelectionKey k : sel.selectedKeys()) { ByteBuffer b = ByteBuffer.allocate(64);
            if (((SocketChannel) k.channel()).read(b) > 0) onMessage(b); else k.channel().close(); } sel.selectedKeys().clear(); } }
        catch (Exception e) { e.printStackTrace(); }
    }
    static void onMessage(ByteBuffer b) throws Exception { synchronized (LOCK) { b.clear(); } }    // the line to fix
}
