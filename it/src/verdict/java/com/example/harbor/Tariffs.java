/*
 * library: a hand-made server, chain of CompletableFutures that fails in the middle
 * leak: NEVER_CLOSED|ABANDONED x4
 * hint: (?i)clos
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads, computes and answers in stages; nobody looks at a stage that failed. After javalin/javalin#73. */
public final class Tariffs {
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final ExecutorService clerks = Executors.newFixedThreadPool(2);
    private final Map<String, Integer> tariffs;

    private Tariffs(Map<String, Integer> tariffs) {
        this.tariffs = tariffs;
    }

    public static void main(String[] args) throws Exception {
        Tariffs server = new Tariffs(Map.of("coal", 3, "salt", 5));
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> server.accept(listener), "acceptor").start();
        Clients.talkAndLeave(2, listener.getLocalPort(), "coal\n", "3");
        Clients.speakAndLeave(4, listener.getLocalPort(), "silk\n");
        Stage.hold();
    }

    private void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket trader = listener.accept(); // look here
                CompletableFuture.supplyAsync(() -> question(trader), readers) // look here
                        .thenApplyAsync(tariffs::get, clerks)
                        .thenApply(tariff -> "tariff " + tariff.intValue())
                        .thenAccept(answer -> answer(trader, answer)); // look here
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static String question(Socket trader) {
        try {
            return new BufferedReader(new InputStreamReader(trader.getInputStream(), "US-ASCII"))
                    .readLine(); // look here
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(Socket trader, String answer) {
        try (Socket closed = trader) {
            closed.getOutputStream().write(answer.getBytes("US-ASCII"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
