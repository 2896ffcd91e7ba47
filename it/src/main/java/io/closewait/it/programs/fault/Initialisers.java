package io.closewait.it.programs.fault;

import java.io.IOException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The application's first moments, while the agent still starts: classes of which each opens sockets of another kind in its
 * static initialiser are initialised by many threads at once.
 */
public final class Initialisers {
    static final Shop SHOP = Shop.open();

    private Initialisers() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Callable<Integer> load = loadOf(i % 3);
            answers.add(threads.submit(() -> {
                start.await();
                return load.call();
            }));
        }
        start.countDown();
        int sum = 0;
        for (Future<Integer> answer : answers) {
            sum += answer.get();
        }
        System.out.println("initialised " + sum);
        Errands.finish(SHOP);
    }

    private static Callable<Integer> loadOf(int i) {
        switch (i) {
            case 0:
                return () -> BySocket.ANSWER;
            case 1:
                return () -> ByChannel.ANSWER;
            default:
                return () -> Asynchronously.OPENED;
        }
    }

    private static final class BySocket {
        static final int ANSWER = answer();

        private static int answer() {
            try {
                return SHOP.bySocket(1) + ByChannel.ANSWER;
            } catch (IOException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private static final class ByChannel {
        static final int ANSWER = answer();

        private static int answer() {
            try (Selector selector = Selector.open()) {
                return SHOP.byChannel(1) + (selector.isOpen() ? 1 : 0);
            } catch (IOException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private static final class Asynchronously {
        static final int OPENED = opened();

        private static int opened() {
            try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
                channel.connect(SHOP.address()).get();
                return channel.isOpen() ? 1 : 0;
            } catch (Exception e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }
}
