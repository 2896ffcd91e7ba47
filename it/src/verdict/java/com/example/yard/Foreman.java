/*
 * library: a hand-made server, actor that waits for an answer of its own
 * leak: STUCK x3
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** One thread has the plan, and takes one message after the other; for "free" it asks itself how many tracks there are. */
public final class Foreman {
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();

    private Foreman() {}

    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Foreman foreman = new Foreman();
        start(foreman::work, "foreman");
        start(() -> foreman.accept(listener), "acceptor");
        Clients.talkAndLeave(1, listener.getLocalPort(), "tracks\n", "7");
        Clients.speakAndLeave(3, listener.getLocalPort(), "free\n");
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
                Socket caller = listener.accept();
                start(() -> serve(caller), "caller");
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void serve(Socket caller) {
        try (Socket closed = caller) {
            for (String line = Peer.line(closed.getInputStream());
                    line != null;
                    line = Peer.line(closed.getInputStream())) {
                CompletableFuture<Integer> answer = line.equals("free") ? ask(this::free) : ask(() -> 7);
                closed.getOutputStream().write('0' + answer.join()); // look here
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private CompletableFuture<Integer> ask(Supplier<Integer> question) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        mailbox.add(() -> answer.complete(question.get()));
        return answer;
    }

    private int free() {
        return ask(() -> 7).join() - 3; // look here
    }

    private void work() {
        try {
            while (true) {
                mailbox.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
