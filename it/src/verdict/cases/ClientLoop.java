/*
 * library: a client's event loop waits in a callback
 * jdk: 8
 * ready: no
 * daily
 * says: "io-loop"[\s\S]*ClientLoop\.onMessage\(ClientLoop\.java:\d+\)
 * leak: STUCK x3 at ANSWER.get();
 * run: SocketChannel
 * run: accepted SocketChannel
 * arguments: server
 */
import java.net.*; import java.nio.*; import java.nio.channels.*; import java.util.*; import java.util.concurrent.*;
/** A client's event loop blocks in a callback (WAITING, no owner); its peer leaves. arg "server": the same with accepted channels.
    Right: STUCK x3 (all sockets of the loop) at onMessage, with the loop thread's stack in the text. */
public class ClientLoop {
    static final CompletableFuture<String> ANSWER = new CompletableFuture<>();
    public static void main(String[] a) throws Exception {
        boolean server = a.length > 0;
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
    static void onMessage(ByteBuffer b) throws Exception { ANSWER.get(); }    // the line to fix
}
