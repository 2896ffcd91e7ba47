package io.closewait.it.programs;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/**
 * Opens a connection for each call and closes it first: arguments are how many, and how many a second. Says which port it connects
 * to, when it has done, and when a connect fails; then waits for the test.
 */
public final class ShortConnections {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private ShortConnections() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        int perSecond = Integer.parseInt(arguments[1]);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Thread server = new Thread(() -> serve(listener));
            server.setDaemon(true);
            server.start();
            System.out.println("port " + listener.getLocalPort());
            long[] closed = new long[count];
            long began = System.nanoTime();
            try {
                for (int i = 0; i < count; i++) {
                    sleepUntil(began + i * (SECOND_NANOS / perSecond));
                    call(listener.getLocalPort());
                    closed[i] = System.nanoTime();
                }
                long millis = (System.nanoTime() - began) / 1_000_000;
                System.out.println("done " + count + " in " + millis + " ms, at most " + most(closed) + " in 5 s");
            } catch (SocketException e) {
                System.out.println("failed " + e.getMessage());
            }
            Waiting.forTheTest();
        }
    }

    /** The code to blame. */
    @SuppressWarnings("AddressSelection") // an address, no name
    private static void call(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write('q');
            socket.getInputStream().read();
        }
    }

    /** How many of these times are within five seconds, at most. */
    private static int most(long[] times) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < times.length; i++) {
            while (times[i] - times[first] > 5 * SECOND_NANOS) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    private static void sleepUntil(long time) throws InterruptedException {
        long millis = (time - System.nanoTime()) / 1_000_000;
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }

    private static void serve(ServerSocket listener) {
        try {
            while (true) {
                Socket accepted = listener.accept();
                new Thread(() -> answer(accepted)).start();
            }
        } catch (IOException closed) {
            // the program ends
        }
    }

    private static void answer(Socket accepted) {
        try (Socket socket = accepted) {
            OutputStream out = socket.getOutputStream();
            while (socket.getInputStream().read() >= 0) {
                out.write('a');
            }
        } catch (IOException left) {
            // the client does not wait for more
        }
    }
}
