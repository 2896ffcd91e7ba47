package io.closewait.it.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Connections to one port that grow in number: three for no good reason, six for a good one. All peers stay. The argument is the
 * port; runs until the test ends it.
 */
public final class Growers {
    private static final long BEGAN = System.nanoTime();
    private static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(1);
    private static int port;

    private Growers() {}

    /** Something that opens and closes connections, once in a while. */
    private interface Work {
        void turn() throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        port = Integer.parseInt(arguments[0]);
        everyMillis(1000, new Forgetful());
        everyMillis(4000, new ForgetfulButSlow());
        everyMillis(250, new ForgetfulOnError());
        everyMillis(500, new WarmUp());
        everyMillis(1500, new PoolThatFills());
        everyMillis(250, new Subscriptions());
        everyMillis(250, new Waves());
        everyMillis(250, new RisingTraffic());
        everyMillis(500, new PoolThatRenews());
        System.out.println("growing");
        Waiting.forTheTest();
        System.exit(0);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // runs until the test ends it
    private static void everyMillis(long period, Work work) {
        TIMER.scheduleAtFixedRate(
                () -> {
                    try {
                        work.turn();
                    } catch (IOException e) {
                        System.out.println("failed " + e);
                    }
                },
                0,
                period,
                TimeUnit.MILLISECONDS);
    }

    private static double seconds() {
        return (System.nanoTime() - BEGAN) / 1e9;
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** Closes none. */
    private static final class Forgetful implements Work {
        private final List<Socket> open = new ArrayList<>();

        @Override
        public void turn() throws IOException {
            open.add(new Socket(loopback(), port));
        }
    }

    /** Closes none, and needs few. */
    private static final class ForgetfulButSlow implements Work {
        private final List<Socket> open = new ArrayList<>();

        @Override
        public void turn() throws IOException {
            open.add(new Socket(loopback(), port));
        }
    }

    /** Closes three of four, at once. */
    private static final class ForgetfulOnError implements Work {
        private final List<Socket> open = new ArrayList<>();
        private int requests;

        @Override
        public void turn() throws IOException {
            Socket socket = new Socket(loopback(), port);
            if (++requests % 4 == 0) {
                open.add(socket);
            } else {
                socket.close();
            }
        }
    }

    /** Forty in the first twenty seconds. */
    private static final class WarmUp implements Work {
        private final List<Socket> open = new ArrayList<>();

        @Override
        public void turn() throws IOException {
            if (open.size() < 40) {
                open.add(new Socket(loopback(), port));
            }
        }
    }

    /** Forty in the first minute. */
    private static final class PoolThatFills implements Work {
        private final List<Socket> open = new ArrayList<>();

        @Override
        public void turn() throws IOException {
            if (open.size() < 40) {
                open.add(new Socket(loopback(), port));
            }
        }
    }

    /** A hundred at the end, ever more slowly. */
    private static final class Subscriptions implements Work {
        private final List<Socket> open = new ArrayList<>();

        @Override
        public void turn() throws IOException {
            if (open.size() < 100 * (1 - Math.exp(-seconds() / 20))) {
                open.add(new Socket(loopback(), port));
            }
        }
    }

    /** Between ten and fifty, back and forth in forty seconds. */
    private static final class Waves implements Work {
        private final Deque<Socket> open = new ArrayDeque<>();

        @Override
        public void turn() throws IOException {
            double wanted = 30 + 20 * Math.sin(seconds() * 2 * Math.PI / 40);
            while (open.size() < wanted) {
                open.add(new Socket(loopback(), port));
            }
            while (open.size() > wanted) {
                open.remove().close();
            }
        }
    }

    /** More each minute, each open for five seconds. */
    private static final class RisingTraffic implements Work {
        private final Deque<Socket> open = new ArrayDeque<>();
        private final Deque<Double> opened = new ArrayDeque<>();
        private double due;

        @Override
        public void turn() throws IOException {
            due += seconds() / 60;
            for (; due >= 1; due--) {
                open.add(new Socket(loopback(), port));
                opened.add(seconds());
            }
            while (!opened.isEmpty() && opened.getFirst() < seconds() - 5) {
                opened.remove();
                open.remove().close();
            }
        }
    }

    /** Always thirty; each is replaced once a minute, from elsewhere in the code. */
    private static final class PoolThatRenews implements Work {
        private final Deque<Socket> open = new ArrayDeque<>();

        @Override
        public void turn() throws IOException {
            if (open.isEmpty()) {
                for (int i = 0; i < 30; i++) {
                    add();
                }
            } else if (seconds() > 60) {
                renew();
            }
        }

        private void renew() throws IOException {
            open.remove().close();
            add();
        }

        private void add() throws IOException {
            open.add(new Socket(loopback(), port));
        }
    }
}
