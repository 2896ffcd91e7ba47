/*
 * library: SocketChannel, healthy: throttled uploads to a peer that has ended its side
 * jdk: 11
 * healthy
 */
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * Two uploads go on for a long time after the peer has ended its side of the connection, and then close. A half-closed connection to which
 * somebody writes is none that leaks.
 */
public class BackupUpload {

    static class TokenBucket {
        private final long nanosPerBlock;
        private long next = System.nanoTime();
        TokenBucket(long perBlockMs) { nanosPerBlock = TimeUnit.MILLISECONDS.toNanos(perBlockMs); }
        void acquire() throws InterruptedException {
            long wait;
            synchronized (this) {
                next = Math.max(next, System.nanoTime()) + nanosPerBlock;
                wait = next - System.nanoTime();
            }
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    static class Upload implements Callable<Long> {
        private final SocketAddress store;
        private final int blocks;
        private final TokenBucket bucket = new TokenBucket(250);
        Upload(SocketAddress store, int blocks) { this.store = store; this.blocks = blocks; }

        @Override public Long call() throws Exception {
            long sent = 0;
            try (SocketChannel ch = SocketChannel.open(store)) {
                ByteBuffer go = ByteBuffer.allocate(16);
                while (go.position() < 7) if (ch.read(go) < 0) throw new EOFException();
                ByteBuffer block = ByteBuffer.allocateDirect(2048);
                for (int i = 0; i < blocks; i++) {
                    bucket.acquire();
                    block.clear().putInt(i).clear();
                    while (block.hasRemaining()) sent += ch.write(block);
                }
            }
            return sent;
        }
    }

    static void store(ServerSocket ss, Map<Integer, Long> sizes) {
        for (int n = 0; ; n++) {
            try {
                Socket s = ss.accept();
                int id = n;
                Thread t = new Thread(() -> {
                    try (s) {
                        s.getOutputStream().write("100 go\n".getBytes());
                        s.shutdownOutput();
                        byte[] b = new byte[4096];
                        for (int k; (k = s.getInputStream().read(b)) > 0; ) sizes.merge(id, (long) k, Long::sum);
                    } catch (IOException e) { System.out.println("store: " + e); }
                }, "store-" + id);
                t.setDaemon(true);
                t.start();
            } catch (IOException e) { return; }
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Map<Integer, Long> sizes = new ConcurrentHashMap<>();
        Thread t = new Thread(() -> store(ss, sizes), "store-accept");
        t.setDaemon(true);
        t.start();
        ExecutorService up = Executors.newFixedThreadPool(2, r -> new Thread(r, "upload"));
        CompletableFuture.delayedExecutor(9, TimeUnit.SECONDS).execute(() -> System.out.println("ready"));
        List<Future<Long>> fs = up.invokeAll(List.of(new Upload(ss.getLocalSocketAddress(), 98), new Upload(ss.getLocalSocketAddress(), 100)));
        for (Future<Long> f : fs) System.out.println("sent " + f.get());
        Thread.sleep(500);
        System.out.println(sizes);
        System.exit(0);
    }
}
