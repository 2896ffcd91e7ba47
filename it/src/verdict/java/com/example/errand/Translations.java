/*
 * library: Socket, kept by each thread in a ThreadLocal
 * jdk: 8
 * leak: IDLE_IN_POOL|NEVER_CLOSED x3
 * hint: (?i)clos
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Each worker has a line of its own to the dictionary, which hangs up on who is silent. */
public final class Translations {
    private final InetSocketAddress dictionary;
    private final ThreadLocal<Line> line;

    private Translations(InetSocketAddress dictionary) {
        this.dictionary = dictionary;
        this.line = ThreadLocal.withInitial(this::open);
    }

    public static void main(String[] args) throws Exception {
        Peer dictionary = Peer.of(Peer.lines("", "Hund\n"));
        Translations translations = new Translations(dictionary.address());
        ExecutorService workers = Executors.newFixedThreadPool(3);
        for (int round = 0; round < 3; round++) {
            List<Future<String>> words = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                words.add(workers.submit(() -> translations.translate("dog")));
            }
            for (Future<String> word : words) {
                System.out.println(word.get());
            }
            Peer.pause(400);
        }
        dictionary.leave();
        Stage.hold();
    }

    private Line open() {
        try {
            return new Line(dictionary); // look here
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String translate(String word) throws IOException {
        Peer.pause(50); // so that each of the threads has something to do
        return line.get().ask(word); // look here
    }

    private static final class Line {
        private final Socket socket = new Socket();
        private final BufferedReader answers;

        Line(InetSocketAddress address) throws IOException {
            socket.connect(address, 1000); // look here
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), "US-ASCII"));
        }

        String ask(String word) throws IOException {
            socket.getOutputStream().write((word + "\n").getBytes("US-ASCII")); // look here
            return answers.readLine(); // look here
        }
    }
}
