package io.closewait.it.programs.holders;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sockets and channels of the JDK, held by means of the JDK. */
@SuppressWarnings({"unused", "FutureReturnValueIgnored"}) // read by whoever looks at the heap
final class JdkHolders {
    private static final int OF_EACH_GROUP = 300;
    private static final int LONG_LIST = 5_000;
    private static final int LARGE = 1_800_000;

    private static final Map<String, Socket> BY_NAME = new HashMap<>();
    private static final ThreadLocal<Socket> CONNECTION = new ThreadLocal<>();
    private static final CompletableFuture<String> ANSWER = new CompletableFuture<>();
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(1);
    private static final List<Socket> ORDERS = new ArrayList<>();
    private static final Map<Integer, Session> SESSIONS = new HashMap<>();

    @SuppressWarnings("JdkObsolete") // a path of as many links as it has elements
    private static final List<Object> BACKLOG = new LinkedList<>();

    private static final List<String> BALLAST = new ArrayList<>();
    private static @Nullable Office office;
    private static @Nullable Socket secure;
    private static @Nullable SocketChannel channel;
    private static @Nullable AsynchronousSocketChannel asynchronous;
    private static @Nullable Selector selector;

    private JdkHolders() {}

    static void leak(String how) throws Exception {
        Peers peers = new Peers();
        int connections = hold(how, peers);
        peers.leave(connections);
    }

    private static int hold(String how, Peers peers) throws Exception {
        switch (how) {
            case "jdk-map":
                BY_NAME.put("leaky", peers.connect());
                return 1;
            case "jdk-thread-local":
                threadLocal(peers);
                return 1;
            case "jdk-virtual-thread":
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                        () -> onStack(peers));
                return 1;
            case "jdk-fields":
                office = new Office(new Desk(new Drawer(peers.connect())));
                return 1;
            case "jdk-future":
                wait(peers.connect());
                return 1;
            case "jdk-queue":
                return queue(peers);
            case "jdk-channel":
                channel = SocketChannel.open(peers.address());
                return 1;
            case "jdk-asynchronous":
                asynchronous = AsynchronousSocketChannel.open();
                asynchronous.connect(peers.address()).get();
                return 1;
            case "jdk-tls":
                secure = SSLSocketFactory.getDefault().createSocket("127.0.0.1", peers.port());
                return 1;
            case "jdk-abandoned":
                SocketChannel.open(peers.address());
                return 1;
            case "jdk-selector":
                selector(peers);
                return 1;
            case "jdk-list":
                return list(peers);
            case "jdk-large":
                for (int i = 0; i < LARGE; i++) {
                    BALLAST.add("number " + i);
                }
                BY_NAME.put("leaky", peers.connect());
                return 1;
            case "jdk-two-groups":
                return twoGroups(peers);
            default:
                throw new IllegalArgumentException(how);
        }
    }

    private static void threadLocal(Peers peers) throws Exception {
        CountDownLatch set = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        CONNECTION.set(peers.connect());
                        set.countDown();
                        new CountDownLatch(1).await();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "clerk");
        thread.setDaemon(true);
        thread.start();
        set.await();
    }

    private static void onStack(Peers peers) {
        try {
            Socket socket = peers.connect();
            new CountDownLatch(1).await();
            throw new IllegalStateException(String.valueOf(socket));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void wait(Socket socket) {
        Consumer<String> send = new Sender(socket);
        ANSWER.thenAccept(send);
    }

    private static int queue(Peers peers) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        WORKERS.submit(() -> {
            never.await();
            return "";
        });
        WORKERS.execute(new Errand(peers.connect()));
        return 1;
    }

    private static void selector(Peers peers) throws IOException {
        selector = Selector.open();
        SocketChannel registered = SocketChannel.open(peers.address());
        registered.configureBlocking(false);
        registered.register(selector, SelectionKey.OP_CONNECT);
    }

    private static int list(Peers peers) throws IOException {
        for (int i = 0; i < LONG_LIST; i++) {
            BACKLOG.add(i == LONG_LIST / 2 ? new Errand(peers.connect()) : String.valueOf(i));
        }
        return 1;
    }

    private static int twoGroups(Peers peers) throws IOException {
        for (int i = 0; i < OF_EACH_GROUP; i++) {
            order(peers);
            session(peers, i);
        }
        return 2 * OF_EACH_GROUP;
    }

    private static void order(Peers peers) throws IOException {
        ORDERS.add(peers.connect());
    }

    private static void session(Peers peers, int number) throws IOException {
        SESSIONS.put(number, new Session(peers.connect()));
    }

    private static final class Office {
        private final Desk desk;

        Office(Desk desk) {
            this.desk = desk;
        }
    }

    private static final class Desk {
        private final Drawer drawer;

        Desk(Drawer drawer) {
            this.drawer = drawer;
        }
    }

    private static final class Drawer {
        private final Socket forgotten;

        Drawer(Socket forgotten) {
            this.forgotten = forgotten;
        }
    }

    private static final class Session {
        private final Socket line;

        Session(Socket line) {
            this.line = line;
        }
    }

    private static final class Sender implements Consumer<String> {
        private final Socket target;

        Sender(Socket target) {
            this.target = target;
        }

        @Override
        public void accept(String text) {
            throw new IllegalStateException(text + " " + target);
        }
    }

    private static final class Errand implements Runnable {
        private final Socket way;

        Errand(Socket way) {
            this.way = way;
        }

        @Override
        public void run() {
            throw new IllegalStateException(String.valueOf(way));
        }
    }
}
