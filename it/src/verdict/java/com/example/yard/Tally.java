/*
 * library: a hand-made server, responder that an ExecutionException has ended
 * leak: NEVER_CLOSED x4
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Workers read and add, one thread answers in the order of completion, until one task has failed. */
public final class Tally {
    private static final class Sum {
        private final Socket customer;
        private final int value;

        Sum(Socket customer, int value) {
            this.customer = customer;
            this.value = value;
        }
    }

    private final CompletionService<Sum> sums = new ExecutorCompletionService<>(Executors.newFixedThreadPool(3));

    private Tally() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Tally tally = new Tally();
        start(() -> tally.accept(listener), "acceptor");
        start(tally::answer, "responder");
        Clients.speakAndLeave(1, listener.getLocalPort(), "12,x\n");
        Clients.speakAndLeave(3, listener.getLocalPort(), "12,30\n");
        Stage.hold();
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket customer = listener.accept();
                sums.submit(() -> add(customer));
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static Sum add(Socket customer) throws IOException {
        byte[] line = new byte[100];
        int length = customer.getInputStream().read(line); // look here
        int sum = 0;
        for (String number : new String(line, 0, length, "US-ASCII").trim().split(",", -1)) {
            sum += Integer.parseInt(number);
        }
        return new Sum(customer, sum);
    }

    private void answer() {
        try {
            while (true) {
                Sum sum = sums.take().get(); // look here
                try (Socket closed = sum.customer) {
                    closed.getOutputStream().write(sum.value);
                }
            }
        } catch (InterruptedException | ExecutionException | IOException e) {
            System.out.println("the responder has ended: " + e);
        }
    }
}
