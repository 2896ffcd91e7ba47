package com.example.closing;

import java.io.IOException;
import java.net.Socket;
import java.util.Queue;

/** Work with a connection, as applications have it; {@code use} and {@code now} are called where a test takes the stacks. */
public final class Errand {
    private Errand() {}

    public static void inItsBlock(Runnable use, Runnable now) throws IOException {
        try (Socket socket = new Socket()) {
            use.run();
            now.run();
            socket.setReuseAddress(true);
        }
    }

    public static void afterItsBlock(Runnable use, Runnable now) throws IOException {
        try (Socket socket = new Socket()) {
            use.run();
            socket.setReuseAddress(true);
        }
        now.run();
    }

    public static void onTheWay(Socket socket, Runnable use, Runnable now) throws IOException {
        use.run();
        now.run();
        socket.close();
    }

    public static void forEach(Iterable<Runnable> uses) {
        one(uses);
    }

    private static void one(Iterable<Runnable> uses) {
        for (Runnable use : uses) {
            use.run();
        }
    }

    public static void forNext(Queue<Runnable> uses) {
        next(uses);
    }

    private static void next(Queue<Runnable> uses) {
        for (Runnable use = uses.poll(); use != null; use = uses.poll()) {
            use.run();
        }
    }

    /** Calls a method of its own once it has the connection, which may fail. */
    public static final class Login {
        public final Socket socket;

        public Login(Runnable opened) {
            socket = new Socket();
            opened.run();
            greet();
        }

        private void greet() {
            socket.isClosed();
        }
    }

    /** Only wraps it. */
    public static final class Wrapper {
        public final Socket socket;

        public Wrapper(Runnable opened) {
            opened.run();
            socket = new Socket();
        }
    }
}
